"""The group's own script: its version, and the token that opens it."""

import os

from studylib.config import secrets, studies
from studylib.text.errors import ConfigError
from studylib.text.message import sentence

VERSION = 1
"""The version of the script that this program writes and speaks to. Raise it with each change of the answers."""

TABLE = "sheet"
"""The table of the secrets file, or of one study there, that has the ``token``."""

VARIABLE = "STUDYBOARD_SHEET_TOKEN"
"""The environment variable that has the token of the only study."""

LONGEST_TOKEN = 200


def read_token(address: str) -> str:
    """Read the token for the script at that address: of its study, else of the deployment.

    Raises a ConfigError that never quotes it, if there is none.
    """
    own = [each.table(TABLE) for each in studies.list_studies() if each.workbook.strip() == address.strip()]
    given = [table["token"] for table in own if "token" in table]
    if not given:
        given = [os.environ.get(VARIABLE) or secrets.read_table(TABLE).get("token")]
    token = given[0].strip() if isinstance(given[0], str) else ""
    if token and len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable():
        return token
    raise ConfigError(
        sentence(
            "There is no token for the script. In the sheet, choose Studyboard > Show address and token, and put it "
            'into [{table}] of {path} as token = "…".',
            table=TABLE,
            path=str(secrets.FILE),
        )
    )
