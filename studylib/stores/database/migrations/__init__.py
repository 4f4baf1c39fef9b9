"""The steps from one shape of the tables to the next. ``stores.database.schema`` runs them by Alembic.

For a new step, add a file to ``versions`` like the last one. Make the same change in ``schema``, and name the step
there as ``HEAD``. A step runs on SQLite and PostgreSQL in one transaction, and never loses a cell. There is no way
back: use a backup.
"""
