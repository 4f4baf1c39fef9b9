"""The SQL of ended sign-ins. Each function runs in the transaction of its ``connection``."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from studylib.stores.database.schema import ENDED_SIGN_IN

KEPT = timedelta(days=31)
"""How long to keep an ended sign-in. A cookie lasts 30 days from the sign-in, so less from its end."""


def insert_end(connection: Connection, mark: str, ended_at: datetime) -> None:
    """Note that a sign-in has ended, and drop the notes that no cookie outlives."""
    at = int(ended_at.timestamp())
    oldest = at - int(KEPT.total_seconds())
    connection.execute(delete(ENDED_SIGN_IN).where(ENDED_SIGN_IN.c.ended_at < oldest))
    if not is_ended(connection, mark):
        connection.execute(insert(ENDED_SIGN_IN), [{"mark": mark, "ended_at": at}])


def is_ended(connection: Connection, mark: str) -> bool:
    """Tell whether the sign-in of that mark has ended."""
    query = select(ENDED_SIGN_IN.c.mark).where(ENDED_SIGN_IN.c.mark == mark)
    return connection.execute(query).first() is not None
