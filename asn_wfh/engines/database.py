"""What a new server needs before the portal's migrations: roles, rights, extensions, database.

For a server elsewhere `deploy/postgres-roles.sql` does the same.
"""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from asn_wfh.engines.endpoints import APP, DATABASE, OWNER, Endpoints

Connection = psycopg.Connection[tuple[object, ...]]
# Exclusion constraints over periods, search by similar spelling, search without accents.
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
ATTRIBUTES = {
    # CREATEDB: the tests make their databases as the owner.
    OWNER: "LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB",
    APP: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
}
# TRUNCATE and REFERENCES are left out: the portal empties no table and owns none.
APP_RIGHTS = ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES")


def connect(at: Endpoints, database: str) -> Connection:
    """A connection as superuser to `database`, each statement its own transaction."""
    return psycopg.connect(
        **(at.superuser | {"dbname": database}), autocommit=True, connect_timeout=5
    )


def make_database(at: Endpoints) -> None:
    """On the first start: roles, rights and extensions; last the database, as the sign of all.

    They are made in the template, so that databases made from it, such as those of the
    tests, have them too.
    """
    with connect(at, "postgres") as connection:
        query = "SELECT FROM pg_database WHERE datname = %s"
        if connection.execute(query, [DATABASE]).fetchone() is not None:
            return
    with connect(at, "template1") as connection:
        for statement in _template_statements(connection, at):
            connection.execute(statement)
    with connect(at, "postgres") as connection:
        template = sql.SQL("CREATE DATABASE {} OWNER {}")
        connection.execute(template.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _template_statements(connection: Connection, at: Endpoints) -> Iterator[sql.Composed]:
    owner, app = sql.Identifier(OWNER), sql.Identifier(APP)
    for role, password in ((OWNER, at.owner["password"]), (APP, at.app["password"])):
        query = "SELECT FROM pg_roles WHERE rolname = %s"
        verb = "ALTER" if connection.execute(query, [role]).fetchone() is not None else "CREATE"
        yield sql.SQL(f"{verb} ROLE {{}} {ATTRIBUTES[role]} PASSWORD {{}}").format(
            sql.Identifier(role), sql.Literal(password)
        )
    for extension in EXTENSIONS:
        yield sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
    for right in APP_RIGHTS:
        yield sql.SQL(f"ALTER DEFAULT PRIVILEGES FOR ROLE {{}} GRANT {right} TO {{}}").format(
            owner, app
        )
