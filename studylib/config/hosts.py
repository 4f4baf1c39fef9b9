"""Hosts that only this machine reaches."""

import ipaddress

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of this machine that open the desk to its user. Other loopback addresses may belong to a proxy."""


def is_loopback(host: str) -> bool:
    """Return True for ``localhost``, 127.0.0.0/8 and ::1. A URL's brackets must be gone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
