"""Row-level security for requests, discipline, machines, screens, patterns and freezes."""

from django.db import migrations

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
    "attendance_absencerequest",
    "attendance_absencerequestevent",
    "attendance_anomaly",
    "attendance_anomalyperson",
    "attendance_codescreen",
    "attendance_codeuse",
    "attendance_correction",
    "attendance_correctionevent",
    "attendance_dayamendment",
    "attendance_disciplinecase",
    "attendance_disciplinecaseday",
    "attendance_disciplinecaseevent",
    "attendance_evidencefile",
    "attendance_leaveopening",
    "attendance_machine",
    "attendance_machineevent",
    "attendance_machineline",
    "attendance_machinenumber",
    "attendance_machinenumberevent",
    "attendance_monthfreeze",
    "attendance_outageevent",
    "attendance_reopening",
)

# Rows without an agency are the nation's: everybody's to read and nobody's to write.
NATIONAL_TOO = ("attendance_requestterm", "attendance_sanctiontable")
NATIONAL = """
CREATE POLICY {table}_national ON {table} FOR SELECT USING (agency_id IS NULL);
"""

# A machine or a screen names no agency: the one row whose serial number or address digest the
# request bears may be read, to learn whose tenancy to enter.
BY_NAME = """
CREATE FUNCTION hadir_caller() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('hadir.caller', true), '');
CREATE POLICY attendance_machine_at_call ON attendance_machine
    FOR SELECT USING (serial = hadir_caller());
CREATE POLICY attendance_codescreen_at_call ON attendance_codescreen
    FOR SELECT USING (address_digest = hadir_caller());
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0003_ways_in_and_requests")]

    operations = [
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
        migrations.RunSQL(
            BY_NAME,
            "DROP POLICY attendance_codescreen_at_call ON attendance_codescreen;"
            "DROP POLICY attendance_machine_at_call ON attendance_machine;"
            "DROP FUNCTION hadir_caller();",
        ),
    ]
