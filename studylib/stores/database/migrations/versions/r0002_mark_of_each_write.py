"""A mark that each write draws anew, so that two files of one version differ."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the mark. It is empty until the next write."""
    op.add_column("workbook", sa.Column("mark", sa.Text, nullable=False, server_default=sa.text("''")))
