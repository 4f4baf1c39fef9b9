"""Hosts that only this machine reaches."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Return True for ``localhost``, 127.0.0.0/8 and ::1. A URL's brackets must be gone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
