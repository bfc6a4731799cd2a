"""Fetch a publisher's file over https: public addresses only, bounded in size and time, without credentials."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection
from urllib.parse import SplitResult, urljoin, urlsplit

from theodolite.errors import SnapshotError

LARGEST_FILE = 256_000_000
"""Bytes: a larger file is refused before it is read."""

LONGEST = 60.0
"""Seconds that a fetch may take, redirects included."""

MOST_REDIRECTS = 5
_CHUNK = 1_000_000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_MOVED = frozenset({301, 302, 303, 307, 308})

Connect = Callable[[str, int, str, float], http.client.HTTPConnection]
"""Host, port, checked address and seconds → a connection that goes to that address and to no other."""


class _Pinned(http.client.HTTPSConnection):
    """A TLS connection to an address that has been checked, for the name that its certificate must bear."""

    def __init__(self, host: str, port: int, address: str, seconds: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, timeout=seconds, context=self._tls)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def fetch(
    url: str,
    *,
    resolve: Callable[[str, int], list[str]] | None = None,
    connect: Connect = _Pinned,
    largest: int | None = None,
    kinds: Collection[str] | None = None,
) -> bytes:
    """The bytes behind the https address `url`.

    Every address that a name stands for is checked, also after a redirect, and the connection is made to a checked
    address itself: the first, in the resolver's order, that can be reached. Raises SnapshotError on another scheme,
    credentials, a private address, more than `largest` (LARGEST_FILE, if not given) bytes (unread where the server says
    so), more than LONGEST seconds, an answer that is not 200, or one of a media type that is not among `kinds`.
    """
    resolve, largest = resolve or public_addresses, LARGEST_FILE if largest is None else largest
    until = time.monotonic() + LONGEST
    for _ in range(MOST_REDIRECTS + 1):
        parts = checked(url)
        addresses = resolve(parts.hostname or "", parts.port or 443)
        try:
            connection = _connected(addresses, url, until, connect)
            try:
                connection.request("GET", _path(parts), headers={"Accept": "*/*", "User-Agent": "theodolite"})
                answer = connection.getresponse()
                if answer.status not in _MOVED:
                    return _body(answer, url, until, largest, kinds)
                url = urljoin(url, answer.getheader("Location") or "")
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            raise SnapshotError(f"{url} cannot be fetched: {error or type(error).__name__}") from None
    raise SnapshotError(f"{url} redirects more than {MOST_REDIRECTS} times")


def checked(url: str) -> SplitResult:
    """The parts of an https address without credentials; raises SnapshotError on any other."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme == "https" and bool(parts.hostname) and (parts.port or 443) > 0
    except ValueError:
        raise SnapshotError(f"{url!r} is not an address", expected="https://…") from None
    if not sound:
        raise SnapshotError(f"{url!r} is not fetched", expected="an https address")
    if parts.username is not None or parts.password is not None:
        raise SnapshotError("an address with a user name or password is not fetched", expected="a public https address")
    return parts


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of `host`, in the order in which the resolver would have them tried.

    Raises SnapshotError where it has none, or where any of them is not a public one.
    """
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SnapshotError(f"no address is known for {host!r}", next_step="look for a typing mistake") from None
    found = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    for address in found:
        if not is_public(address):
            raise SnapshotError(f"{host!r} stands for {address}, which is not a public address")
    return found


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, multicast or reserved.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, NAT64) is judged by the one it carries.
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        translated = ipaddress.IPv4Address(parsed.packed[-4:]) if parsed in _NAT64 else None
        parsed = translated or parsed.ipv4_mapped or parsed.sixtofour or parsed
    return parsed.is_global and not parsed.is_multicast


def _connected(addresses: list[str], url: str, until: float, connect: Connect) -> http.client.HTTPConnection:
    """A connection to the first of `addresses` that can be reached, each given its share of the time that is left."""
    parts = checked(url)
    for place, address in enumerate(addresses):
        share = _left(until, url) / (len(addresses) - place)
        connection = connect(parts.hostname or "", parts.port or 443, address, share)
        try:
            connection.connect()
        except OSError:
            connection.close()
            if place == len(addresses) - 1:
                raise
            continue
        connection.sock.settimeout(_left(until, url))
        return connection
    raise SnapshotError(f"no address is known for {parts.hostname!r}")


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _left(until: float, url: str) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise SnapshotError(f"{url} took longer than {LONGEST:.0f} seconds")
    return left


def _body(
    answer: http.client.HTTPResponse, url: str, until: float, largest: int, kinds: Collection[str] | None
) -> bytes:
    if answer.status != 200:
        raise SnapshotError(f"{url} answers {answer.status} {answer.reason}", expected="200 OK")
    kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kinds is not None and kind and kind not in kinds:
        raise SnapshotError(f"{url} is of the type {kind}", expected=", ".join(sorted(kinds)))
    said = answer.getheader("Content-Length") or "0"
    if said.isdigit() and int(said) > largest:
        raise SnapshotError(f"{url} has {int(said):,} bytes", expected=f"at most {largest:,}")
    content = bytearray()
    while chunk := answer.read1(_CHUNK):
        content += chunk
        if len(content) > largest:
            raise SnapshotError(f"{url} has more than {largest:,} bytes")
        _left(until, url)
    return bytes(content)
