"""Row-level security for people's months, forms, files and pay; overseers read summaries only.

A filed form and its answers stay as they were signed. A migration that has to touch such rows
disables the triggers for itself, in plain sight.
"""

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
    "attendance_compliancesummary",
    "attendance_fileexport",
    "attendance_fileexportpart",
    "attendance_filing",
    "attendance_filinganswer",
    "attendance_filinganswerevent",
    "attendance_filingevent",
    "attendance_payreduction",
    "attendance_payreductionevent",
    "attendance_personmonth",
    "attendance_reportmail",
)

# Without an agency a reduction is the portal's default: everybody's to read, nobody's to write.
NATIONAL = """
CREATE POLICY attendance_payreduction_national ON attendance_payreduction
    FOR SELECT USING (agency_id IS NULL);
"""
NOT_NATIONAL = "DROP POLICY attendance_payreduction_national ON attendance_payreduction;"

# UU 23/2014 art. 91: the governor oversees the kabupaten and kota of the province; ministries and
# institutions with the task oversee all. A summary holds an agency's figures and no person.
OVERSEEN = """
CREATE FUNCTION hadir_oversees(it bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN EXISTS (
        SELECT FROM accounts_agency AS me
        JOIN accounts_agency AS them ON them.id = it
        LEFT JOIN accounts_region AS place ON place.code = them.region_id
        WHERE me.id = nullif(current_setting('hadir.oversight', true), '')::bigint
          AND (me.kind IN ('kementerian', 'lpnk')
               OR me.kind = 'provinsi'
                  AND (place.code = me.region_id OR place.parent_id = me.region_id))
    );
CREATE POLICY attendance_compliancesummary_overseen ON attendance_compliancesummary
    FOR SELECT USING (hadir_oversees(agency_id));
"""
NOT_OVERSEEN = """
DROP POLICY attendance_compliancesummary_overseen ON attendance_compliancesummary;
DROP FUNCTION hadir_oversees(bigint);
"""

# A run goes over all agencies and no tenancy holds it; its parts say how far each came and why one
# failed, with no figure and no person. Who may read the page is asked by the view.
OVER_ALL = """
ALTER TABLE attendance_nationalrunpart ENABLE ROW LEVEL SECURITY;
CREATE POLICY attendance_nationalrunpart_over_all ON attendance_nationalrunpart
    USING (true) WITH CHECK (true);
"""
NOT_OVER_ALL = """
DROP POLICY attendance_nationalrunpart_over_all ON attendance_nationalrunpart;
ALTER TABLE attendance_nationalrunpart DISABLE ROW LEVEL SECURITY;
"""

# What was signed is what is kept: a correction is a version of its own with its own answers.
FILED_STAYS = """
CREATE FUNCTION hadir_filing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.filed_at IS NOT NULL THEN
        RAISE EXCEPTION 'Formulir yang sudah ditandatangani tetap seperti saat itu. Buat perbaikannya.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION hadir_filing_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM attendance_filing form
               WHERE form.id IN (OLD.filing_id, NEW.filing_id) AND form.filed_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'Jawaban formulir yang sudah ditandatangani tetap seperti saat itu. Buat perbaikannya.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attendance_filing_stays BEFORE UPDATE OR DELETE ON attendance_filing
    FOR EACH ROW EXECUTE FUNCTION hadir_filing_stays();
CREATE TRIGGER attendance_filinganswer_stays
    BEFORE INSERT OR UPDATE OR DELETE ON attendance_filinganswer
    FOR EACH ROW EXECUTE FUNCTION hadir_filing_answer_stays();
"""
FILED_FREE = """
DROP TRIGGER attendance_filinganswer_stays ON attendance_filinganswer;
DROP TRIGGER attendance_filing_stays ON attendance_filing;
DROP FUNCTION hadir_filing_answer_stays();
DROP FUNCTION hadir_filing_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0020_reports_runs_forms_files_pay")]

    operations = [
        *(
            migrations.RunSQL(OF_AGENCY.format(table=table), OPEN_AGAIN.format(table=table))
            for table in TABLES
        ),
        migrations.RunSQL(NATIONAL, NOT_NATIONAL),
        migrations.RunSQL(OVERSEEN, NOT_OVERSEEN),
        migrations.RunSQL(OVER_ALL, NOT_OVER_ALL),
        migrations.RunSQL(FILED_STAYS, FILED_FREE),
    ]
