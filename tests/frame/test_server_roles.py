"""`deploy/postgres-roles.sql` gives another server what the embedded one has."""

import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest

from asn_wfh.engines import Engines, temporary_data_dir
from asn_wfh.engines.account import engine_account
from asn_wfh.engines.binaries import binaries_for

ROOT = Path(__file__).resolve().parents[2]
ROLES = """SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles
           WHERE rolname IN ('hadir_owner', 'hadir_app') ORDER BY 1"""
EXTENSIONS = "SELECT extname FROM pg_extension ORDER BY 1"
RIGHTS = """SELECT defaclrole::regrole, defaclobjtype,
                   array(SELECT unnest(defaclacl)::text ORDER BY 1)
            FROM pg_default_acl ORDER BY 2"""
DATABASE = """SELECT pg_get_userbyid(datdba), encoding, datlocprovider, datlocale
              FROM pg_database WHERE datname = 'hadir'"""


def ask(parameters: dict[str, Any], database: str, *statements: str) -> list[object]:
    answers: list[object] = []
    with psycopg.connect(**(parameters | {"dbname": database}), autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)  # type: ignore[arg-type]
            answers.append(cursor.fetchall() if cursor.description else None)
    return answers


def test_script_makes_what_the_embedded_server_has_and_may_be_repeated() -> None:
    psql = binaries_for(engine_account()).postgres.with_name("psql")
    with temporary_data_dir() as folder, Engines(folder, valkey=False, fast=True) as engines:
        superuser = engines.endpoints.superuser
        embedded = ask(superuser, "hadir", ROLES, EXTENSIONS, RIGHTS, DATABASE)
        ask(superuser, "postgres", "DROP DATABASE hadir")
        undo = [f"DROP EXTENSION {name}" for name in ("btree_gist", "pg_trgm", "unaccent")]
        undo += [f"DROP OWNED BY {role}" for role in ("hadir_app", "hadir_owner")]
        undo += [f"DROP ROLE {role}" for role in ("hadir_app", "hadir_owner")]
        ask(superuser, "template1", *undo)
        environment = os.environ | {
            "PGHOST": superuser["host"],
            "PGUSER": superuser["user"],
            "PGPASSWORD": superuser["password"],
            "HADIR_OWNER_PASSWORD": "pemilik's",
            "HADIR_APP_PASSWORD": "aplikasi",
        }
        script = ROOT / "deploy/postgres-roles.sql"
        for _ in range(2):
            subprocess.run(
                [psql, "-qX", "-d", "postgres", "-f", script], env=environment, check=True
            )
        assert ask(superuser, "hadir", ROLES, EXTENSIONS, RIGHTS, DATABASE) == embedded
        owner = engines.endpoints.owner | {"password": "pemilik's"}
        app = engines.endpoints.app | {"password": "aplikasi"}
        ask(owner, "hadir", "CREATE TABLE note (id serial, word text)")
        ask(app, "hadir", "INSERT INTO note (word) VALUES ('hadir')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(app, "hadir", "DROP TABLE note")
