"""Row-level security: people's rows show only to a transaction of their agency."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION hadir_agency() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('hadir.agency', true), '')::bigint;
CREATE FUNCTION hadir_login() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('hadir.login', true), '');
"""

OF_AGENCY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_agency ON {table}
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""

# Before sign-in the agency is unknown: the one row whose NIP was typed may be read.
AT_SIGN_IN = """
CREATE POLICY accounts_employee_at_sign_in ON accounts_employee
    FOR SELECT USING (nip = hadir_login());
"""

TABLES = (
    "accounts_unit",
    "accounts_employee",
    "accounts_rolegrant",
    "accounts_delegation",
    "accounts_rolegrantevent",
    "accounts_delegationevent",
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION hadir_login(); DROP FUNCTION hadir_agency();"),
        *(
            migrations.RunSQL(
                OF_AGENCY.format(table=table),
                f"DROP POLICY {table}_of_agency ON {table};"
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
            )
            for table in TABLES
        ),
        migrations.RunSQL(
            AT_SIGN_IN, "DROP POLICY accounts_employee_at_sign_in ON accounts_employee;"
        ),
    ]
