"""What was written about a report is only added to; a wrong status is looked into the same day."""

from django.db import migrations, models

CLASSES = [
    ("normative", "Permintaan informasi (normatif)"),
    ("ordinary", "Tidak berkadar pengawasan"),
    ("supervisory", "Berkadar pengawasan"),
    ("status", "Pemeriksaan status loket"),
]
SEEN = [
    ("nobody", "Tidak ada petugas"),
    ("staffed", "Ada petugas yang melayani"),
    ("closed", "Loket tutup"),
    ("other", "Lainnya"),
]

# A step leaves only with its whole report, and a report only once it is settled: so the rows of a
# report that stands tell everything that was done with it.
ADDED_ONLY = """
CREATE FUNCTION hadir_report_step_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        AND NOT EXISTS (SELECT FROM services_complaint c WHERE c.id = OLD.complaint_id)
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Langkah penanganan laporan tidak dapat diubah atau dihapus. Catat langkah baru.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION hadir_open_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.settled_at IS NULL THEN
        RAISE EXCEPTION 'Laporan yang belum selesai tidak dapat dihapus. Selesaikan dulu.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER services_complaintstep_added_only BEFORE UPDATE OR DELETE ON services_complaintstep
    FOR EACH ROW EXECUTE FUNCTION hadir_report_step_stays();
CREATE TRIGGER services_complaint_open_stays BEFORE DELETE ON services_complaint
    FOR EACH ROW EXECUTE FUNCTION hadir_open_report_stays();
"""
FREE = """
DROP TRIGGER services_complaint_open_stays ON services_complaint;
DROP TRIGGER services_complaintstep_added_only ON services_complaintstep;
DROP FUNCTION hadir_open_report_stays();
DROP FUNCTION hadir_report_step_stays();
"""


def classed(**options):
    return models.CharField("golongan", max_length=11, choices=CLASSES, **options)


class Migration(migrations.Migration):
    dependencies = [("services", "0007_weeks_not_by_difference")]

    operations = [
        migrations.AddField(
            "complaint",
            "seen",
            models.CharField("yang terlihat", max_length=7, choices=SEEN, blank=True, default=""),
        ),
        migrations.AddField(
            "complaint", "mailed_step", models.BigIntegerField(default=0, db_default=0)
        ),
        migrations.AlterField("complaint", "complaint_class", classed(default="ordinary")),
        migrations.AlterField("complaintterm", "complaint_class", classed()),
        migrations.RemoveConstraint("complaintterm", "services_term_some_days"),
        migrations.AddConstraint(
            "complaintterm",
            models.CheckConstraint(
                name="services_term_some_days",
                condition=models.Q(working_days__gte=1) | models.Q(complaint_class="status"),
                violation_error_message="Tenggat harus sedikitnya satu hari kerja.",
            ),
        ),
        migrations.RunSQL(ADDED_ONLY, FREE),
    ]
