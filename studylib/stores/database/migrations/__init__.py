"""The steps from one shape of the tables to the next, made by Alembic: see ``stores.schema``.

A new step is a file in ``versions``, written like the last one, with the same change in ``schema`` and its name there
as ``HEAD``. It runs on SQLite and on PostgreSQL, in one transaction, and never loses a cell; there is no way back, for
which there are backups.
"""
