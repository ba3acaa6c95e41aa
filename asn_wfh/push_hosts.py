"""Which addresses a worker may send a browser's notification to: never one in our own network.

A subscription's address comes from a browser, so from anybody (server-side request forgery): it
must name a public host over TLS, and every address that name has must be public.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

TLS_PORT = 443
NAT64 = IPv6Network("64:ff9b::/96")


def push_host(endpoint: str) -> tuple[str, int] | None:
    """The host and port of a push service's address (W3C Push API), or None: not acceptable.

    Only `https://name/…` on the usual port; no number for a host, no user, no local name.
    """
    try:
        url = urlsplit(endpoint)
        host, port = url.hostname or "", url.port or TLS_PORT
    except ValueError:
        return None
    if url.scheme != "https" or url.username is not None or port != TLS_PORT:
        return None
    if "." not in host.strip(".") or _address(host) is not None or not host.isascii():
        return None
    return host, port


def public_address(found: Iterable[str]) -> str | None:
    """The first of a host's addresses if all of them are public, else None.

    One private among them is enough to refuse: it may come first the next time.
    """
    addresses = [_address(one) for one in found]
    if not addresses or not all(one is not None and _is_public(one) for one in addresses):
        return None
    return str(addresses[0])


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
