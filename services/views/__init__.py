"""The citizens' pages and the open API: read-only, without a session, the same for everybody."""
