"""The tables as they were when the steps began to be written down."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables, for a workbook of which there is nothing yet."""
    workbook = op.create_table(
        "workbook",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "tab",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "row",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tab", sa.Integer, sa.ForeignKey("tab.id"), nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("row_of_tab", "row", ["tab", "id"])
    op.bulk_insert(workbook, [{"id": 1, "version": 0}])
