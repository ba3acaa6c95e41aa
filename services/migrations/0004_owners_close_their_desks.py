"""An agency closes its own desks in another's hall, as it does those in its own office."""

from django.db import migrations

HOSTED = (
    "EXISTS (SELECT FROM services_office o WHERE o.id = office_id AND o.host_id = hadir_agency())"
)
OWNED = (
    "EXISTS (SELECT FROM services_desk d WHERE d.id = desk_id AND d.office_id = "
    "services_closure.office_id AND d.owner_id = hadir_agency())"
)
WRITES = """
DROP POLICY services_closure_insert ON services_closure;
DROP POLICY services_closure_update ON services_closure;
DROP POLICY services_closure_delete ON services_closure;
CREATE POLICY services_closure_insert ON services_closure FOR INSERT WITH CHECK ({mine});
CREATE POLICY services_closure_update ON services_closure
    FOR UPDATE USING ({mine}) WITH CHECK ({mine});
CREATE POLICY services_closure_delete ON services_closure FOR DELETE USING ({mine});
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0003_desk_status")]

    operations = [
        migrations.RunSQL(
            WRITES.format(mine=f"({HOSTED}) OR ({OWNED})"), WRITES.format(mine=HOSTED)
        ),
    ]
