"""Row-level security for policies' files, wishes, swaps, letters, messages and readiness."""

from django.db import migrations, models

OF_AGENCY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_agency ON {table}
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""
OPEN_AGAIN = """
DROP POLICY {table}_of_agency ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

TABLES = (
    "attendance_assignmentletter",
    "attendance_calendarfeed",
    "attendance_decreefile",
    "attendance_delivery",
    "attendance_deskofficer",
    "attendance_emergencyrelease",
    "attendance_letternumbering",
    "attendance_message",
    "attendance_messagepreference",
    "attendance_performancescore",
    "attendance_policytrial",
    "attendance_pushsubscription",
    "attendance_readiness",
    "attendance_readinessevent",
    "attendance_rostergeneration",
    "attendance_signeddocument",
    "attendance_specialcircumstance",
    "attendance_specialcircumstanceevent",
    "attendance_swap",
    "attendance_swapevent",
    "attendance_wish",
)

# Without an agency the text is the nation's: everybody's to read and nobody's to write.
NATIONAL_TOO = ("attendance_agreementtext",)
NATIONAL = """
CREATE POLICY {table}_national ON {table} FOR SELECT USING (agency_id IS NULL);
"""

# Who verifies a letter or reads a calendar names no agency: the one row whose code, or whose
# secret address' digest, the request bears may be read, to learn whose tenancy to enter.
BY_NAME = """
CREATE POLICY attendance_signeddocument_at_call ON attendance_signeddocument
    FOR SELECT USING (code = hadir_caller());
CREATE POLICY attendance_calendarfeed_at_call ON attendance_calendarfeed
    FOR SELECT USING (address_digest = hadir_caller());
"""
NOT_BY_NAME = """
DROP POLICY attendance_calendarfeed_at_call ON attendance_calendarfeed;
DROP POLICY attendance_signeddocument_at_call ON attendance_signeddocument;
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0011_publish_present_policies")]

    operations = [
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                name="attendance_policy_published_by_someone",
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False),
                violation_error_message="Kebijakan yang terbit harus menyebut waktu terbitnya.",
            ),
        ),
        *(
            migrations.RunSQL(OF_AGENCY.format(table=table), OPEN_AGAIN.format(table=table))
            for table in (*TABLES, *NATIONAL_TOO)
        ),
        *(
            migrations.RunSQL(
                NATIONAL.format(table=table), f"DROP POLICY {table}_national ON {table};"
            )
            for table in NATIONAL_TOO
        ),
        migrations.RunSQL(BY_NAME, NOT_BY_NAME),
    ]
