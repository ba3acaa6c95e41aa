"""Who took which step with a citizen's report; added only, seen by its agency alone."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
ALTER TABLE attendance_complaintdeed ENABLE ROW LEVEL SECURITY;
CREATE POLICY attendance_complaintdeed_of_agency ON attendance_complaintdeed
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
CREATE FUNCTION hadir_deed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Catatan siapa menangani laporan tidak dapat diubah atau dihapus.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER attendance_complaintdeed_added_only
    BEFORE UPDATE OR DELETE ON attendance_complaintdeed
    FOR EACH ROW EXECUTE FUNCTION hadir_deed_stays();
"""
FREE = """
DROP TRIGGER attendance_complaintdeed_added_only ON attendance_complaintdeed;
DROP FUNCTION hadir_deed_stays();
DROP POLICY attendance_complaintdeed_of_agency ON attendance_complaintdeed;
ALTER TABLE attendance_complaintdeed DISABLE ROW LEVEL SECURITY;
"""


def to(model, **options):
    options = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", **options}
    return models.ForeignKey(model, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0018_the_day_at_a_desk"),
        ("services", "0008_reports_stay_as_written"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplaintDeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("agency", to("accounts.agency")),
                ("delegation", to("accounts.delegation", null=True)),
                ("employee", to("accounts.employee")),
                (
                    "step",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="deed",
                        to="services.complaintstep",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(GUARD, FREE),
    ]
