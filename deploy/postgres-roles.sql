-- Roles, rights, extensions and database on a PostgreSQL 18 server of your own.
-- The embedded server gets the same from asn_wfh/engines/database.py.
--
-- Run once as superuser, with both passwords in the environment; may be repeated:
--   HADIR_OWNER_PASSWORD=… HADIR_APP_PASSWORD=… psql -d postgres -f deploy/postgres-roles.sql
--
-- hadir_owner owns the tables and runs migrations (DATABASE_OWNER_URL).
-- hadir_app runs the portal (DATABASE_URL): it owns nothing, so row-level security binds it.
\set ON_ERROR_STOP on
\getenv owner_password HADIR_OWNER_PASSWORD
\getenv app_password HADIR_APP_PASSWORD

SELECT 'CREATE ROLE hadir_owner'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hadir_owner') \gexec
SELECT 'CREATE ROLE hadir_app'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hadir_app') \gexec
ALTER ROLE hadir_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE hadir_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';

SELECT 'CREATE DATABASE hadir OWNER hadir_owner ENCODING ''UTF8'' TEMPLATE template0'
       ' LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C'''
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'hadir') \gexec

\connect hadir
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

ALTER DEFAULT PRIVILEGES FOR ROLE hadir_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hadir_app;
ALTER DEFAULT PRIVILEGES FOR ROLE hadir_owner GRANT USAGE, SELECT ON SEQUENCES TO hadir_app;
