"""An OpenID provider on a free port of this machine. It signs in each user by a button.

    python tests/stand_ins/provider.py '{"sub": {"email": …, "email_verified": true}}'

It prints its port, and stops when its input ends. It needs a process of its own: a warning of the library would end a
test.
"""

import json
import sys

from oidc_provider_mock import User, run_server_in_thread


def main(users: str) -> None:
    claims = [User(sub=sub, claims=claims) for sub, claims in json.loads(users).items()]
    with run_server_in_thread(user_claims=claims) as server:
        print(server.server_port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
