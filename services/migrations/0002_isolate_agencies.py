"""Row-level security: everyone reads the citizens' side, only its agencies write to it."""

from django.db import migrations

PUBLIC_READ = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_public ON {table} FOR SELECT USING (true);
CREATE POLICY {table}_insert ON {table} FOR INSERT WITH CHECK ({mine});
CREATE POLICY {table}_update ON {table} FOR UPDATE USING ({mine}) WITH CHECK ({mine});
CREATE POLICY {table}_delete ON {table} FOR DELETE USING ({mine});
"""

HOSTED = (
    "EXISTS (SELECT FROM services_office o WHERE o.id = office_id AND o.host_id = hadir_agency())"
)

TABLES = {
    "services_office": "host_id = hadir_agency()",
    "services_desk": f"owner_id = hadir_agency() OR {HOSTED}",
    "services_openinghours": HOSTED,
    "services_specialhours": HOSTED,
    "services_closure": HOSTED,
    "services_deskplan": "agency_id = hadir_agency()",
    "services_deskpresence": "agency_id = hadir_agency()",
    "services_pipelinebeat": "agency_id = hadir_agency()",
}


def undo(table):
    drops = (
        f"DROP POLICY {table}_{name} ON {table};"
        for name in ("public", "insert", "update", "delete")
    )
    return "".join(drops) + f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0001_initial"),
        ("accounts", "0002_isolate_agencies"),
    ]

    operations = [
        migrations.RunSQL(PUBLIC_READ.format(table=table, mine=mine), undo(table))
        for table, mine in TABLES.items()
    ]
