"""Judged days of a frozen month cannot change; freezes and amendments are only ever added.

The check looks at whole statements: a close writes a hundred thousand rows, and a trigger for
each would cost more than judging them. Statement triggers of a table do not hear of what is
written straight into a partition, so each partition has its own, those to come included.
A migration that has to touch such rows disables the triggers for itself, in plain sight.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION hadir_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed record;
BEGIN
    SELECT signed.month INTO fixed
    FROM (SELECT DISTINCT agency_id, date FROM touched) day
    JOIN attendance_monthfreeze signed
      ON signed.agency_id = day.agency_id AND signed.month = date_trunc('month', day.date)::date
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION
            'Bulan % sudah disahkan, jadi hari kerjanya tetap. Perubahan dicatat bertanggal.',
            to_char(fixed.month, 'YYYY-MM') USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION hadir_guard_days(days regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_insert AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_delete AFTER DELETE ON %s'
        ' REFERENCING OLD TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_old AFTER UPDATE ON %s'
        ' REFERENCING OLD TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_new AFTER UPDATE ON %s'
        ' REFERENCING NEW TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
END $$;

SELECT hadir_guard_days(child.tree) FROM (
    SELECT relid AS tree FROM pg_partition_tree('attendance_workday')
) child;
"""
UNGUARD = """
DO $$
DECLARE
    child regclass;
    fact text;
BEGIN
    FOR child IN SELECT relid FROM pg_partition_tree('attendance_workday') LOOP
        FOREACH fact IN ARRAY ARRAY['insert', 'delete', 'old', 'new'] LOOP
            EXECUTE format('DROP TRIGGER attendance_workday_frozen_%s ON %s', fact, child);
        END LOOP;
    END LOOP;
END $$;
DROP FUNCTION hadir_guard_days(regclass);
DROP FUNCTION hadir_refuse_frozen();
"""

# As in 0002, and each new month of judged days is guarded too.
PARTITIONS = """
CREATE OR REPLACE FUNCTION hadir_make_partitions(first_day date, last_day date) RETURNS integer
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
                {guard}
                made := made + 1;
            END IF;
            month := month + interval '1 month';
        END LOOP;
    END LOOP;
    RETURN made;
END $$;
"""
GUARD = """IF parent = 'attendance_workday' THEN
                    PERFORM hadir_guard_days(partition::regclass);
                END IF;"""

ADDED_ONLY = """
CREATE FUNCTION hadir_added_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Pengesahan bulan dan perubahan sesudahnya tidak dapat diubah atau dihapus.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER attendance_monthfreeze_added_only BEFORE UPDATE OR DELETE ON attendance_monthfreeze
    FOR EACH ROW EXECUTE FUNCTION hadir_added_only();
CREATE TRIGGER attendance_dayamendment_added_only BEFORE UPDATE OR DELETE ON attendance_dayamendment
    FOR EACH ROW EXECUTE FUNCTION hadir_added_only();
"""
CHANGEABLE = """
DROP TRIGGER attendance_dayamendment_added_only ON attendance_dayamendment;
DROP TRIGGER attendance_monthfreeze_added_only ON attendance_monthfreeze;
DROP FUNCTION hadir_added_only();
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0008_machine_directions_and_kept_lines")]

    operations = [
        migrations.RunSQL(REFUSE, UNGUARD),
        migrations.RunSQL(PARTITIONS.format(guard=GUARD), PARTITIONS.format(guard="")),
        migrations.RunSQL(ADDED_ONLY, CHANGEABLE),
    ]
