"""Alembic's entry point. It makes the steps on the caller's connection, in the transaction under way there."""

from alembic import context

from studylib.stores.database.schema import METADATA, STEP_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=STEP_TABLE,
    transactional_ddl=True,  # also on SQLite: the store begins its transactions itself
    render_as_batch=True,
    include_name=lambda name, kind, _: kind != "table" or name in METADATA.tables,
)
context.run_migrations()
