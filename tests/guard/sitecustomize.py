"""A ban on the network: loopback and local sockets are all that is left.

tests/conftest.py imports it for the tests, and every Python that a test starts imports it by its
name. It is an audit hook: it sees whatever goes through Python's sockets and cannot be undone.
"""

from __future__ import annotations

import ipaddress
import socket
import sys


class NetworkForbidden(RuntimeError):
    """Something tried to reach beyond this machine."""


def is_local(host: object) -> bool:
    """Tell whether `host`, a name or an address, stays on this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        peer, address = args[0], args[1]
        if not isinstance(peer, socket.socket) or not isinstance(address, tuple):
            return
        if peer.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise NetworkForbidden(f"a test tried to reach {address[0]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_local(args[0]):
        raise NetworkForbidden(f"a test tried to look up {args[0]!r}")


sys.addaudithook(_refuse)
