"""The first tables, as they were before steps were noted."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables in a database without a workbook."""
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
