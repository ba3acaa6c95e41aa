"""Row-level security by agency, events that cannot be changed, and monthly partitions."""

from django.db import migrations

OF_AGENCY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_agency ON {table}
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""

TABLES = (
    "attendance_absence",
    "attendance_checkin",
    "attendance_compliancefigure",
    "attendance_compliancereport",
    "attendance_dayclose",
    "attendance_job",
    "attendance_outage",
    "attendance_outbox",
    "attendance_policy",
    "attendance_policyevent",
    "attendance_roster",
    "attendance_rosterentry",
    "attendance_rosterevent",
    "attendance_sanction",
    "attendance_workday",
)

# National hours (no agency) are everybody's to read and nobody's to write.
SCHEDULES = """
ALTER TABLE attendance_schedule ENABLE ROW LEVEL SECURITY;
CREATE POLICY attendance_schedule_national ON attendance_schedule
    FOR SELECT USING (agency_id IS NULL);
CREATE POLICY attendance_schedule_of_agency ON attendance_schedule
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""

APPEND_ONLY = """
CREATE FUNCTION hadir_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Presensi tidak dapat diubah atau dihapus. Catat peristiwa baru.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER attendance_checkin_append_only BEFORE UPDATE OR DELETE ON attendance_checkin
    FOR EACH ROW EXECUTE FUNCTION hadir_append_only();
"""

# Runs as its owner, so the application role can have partitions made without owning
# tables. A partition has row-level security and no policy: it shows nothing by itself,
# only through its parent, whose policy counts.
PARTITIONS = """
CREATE FUNCTION hadir_make_partitions(first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    parent text;
    month date;
    made integer := 0;
    partition text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['attendance_checkin', 'attendance_workday'] LOOP
        month := date_trunc('month', first_day);
        WHILE month <= last_day LOOP
            partition := parent || to_char(month, '_YYYY_MM');
            IF to_regclass(partition) IS NULL THEN
                EXECUTE format(
                    'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                    partition, parent, month, (month + interval '1 month')::date);
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
                made := made + 1;
            END IF;
            month := month + interval '1 month';
        END LOOP;
    END LOOP;
    RETURN made;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0001_initial"),
        ("services", "0002_isolate_agencies"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                OF_AGENCY.format(table=table),
                f"DROP POLICY {table}_of_agency ON {table};"
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
            )
            for table in TABLES
        ),
        migrations.RunSQL(
            SCHEDULES,
            "DROP POLICY attendance_schedule_national ON attendance_schedule;"
            "DROP POLICY attendance_schedule_of_agency ON attendance_schedule;"
            "ALTER TABLE attendance_schedule DISABLE ROW LEVEL SECURITY;",
        ),
        migrations.RunSQL(
            APPEND_ONLY,
            "DROP TRIGGER attendance_checkin_append_only ON attendance_checkin;"
            "DROP FUNCTION hadir_append_only();",
        ),
        migrations.RunSQL(PARTITIONS, "DROP FUNCTION hadir_make_partitions(date, date);"),
    ]
