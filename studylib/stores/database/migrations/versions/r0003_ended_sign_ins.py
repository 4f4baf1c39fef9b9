"""The sign-ins that have ended, so that every replica refuses their cookies."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "ended_sign_in",
        sa.Column("mark", sa.Text, primary_key=True),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
    )
