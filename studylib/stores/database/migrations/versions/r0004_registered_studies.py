"""The studies that people add to a deployment, and when each person added one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "registered_study",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("sheet", sa.Text, nullable=False, unique=True),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "study_addition",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
    )
