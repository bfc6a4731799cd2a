"""Fetching: public addresses only, whole or refused; every server here is on this machine."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from theodolite.errors import SnapshotError
from theodolite.evidence import fetch as fetching
from theodolite.evidence.fetch import checked, fetch, is_public, public_addresses


class _Publisher(BaseHTTPRequestHandler):
    """A publisher whose paths each misbehave in their own way."""

    def do_GET(self) -> None:
        moved = {"/moved": "/table.csv", "/loop": "/loop", "/down": "http://here/table.csv", "/in": "https://inside/"}
        if self.path in moved:
            self.send_response(302)
            self.send_header("Location", moved[self.path])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        if self.path == "/picture":
            self.send_header("Content-Type", "image/png; charset=binary")
        if self.path == "/huge":
            self.send_header("Content-Length", "2000000000")
        self.end_headers()
        if self.path != "/huge":
            self.wfile.write(b"a,b\n" * (100 if self.path == "/endless" else 1))

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), _Publisher) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def get(path: str, port: int, **bounds: Any) -> bytes:
    def resolve(host: str, _: int) -> list[str]:
        if host == "inside":
            return public_addresses("127.0.0.1", 443)
        return ["127.0.0.1"]

    def connect(_host: str, _port: int, address: str, seconds: float) -> http.client.HTTPConnection:
        assert seconds <= 60
        return http.client.HTTPConnection(address, port, timeout=seconds)

    return fetch(f"https://here{path}", resolve=resolve, connect=connect, **bounds)


def test_a_file_is_fetched_also_after_a_redirect(port: int) -> None:
    assert get("/table.csv", port) == b"a,b\n"
    assert get("/moved", port) == b"a,b\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "answers 404"),
        ("/huge", "2,000,000,000 bytes"),
        ("/loop", "redirects more than 5 times"),
        ("/down", "expected: an https address"),
        ("/in", "not a public address"),
    ],
)
def test_what_is_not_a_bounded_public_file_is_refused(path: str, said: str, port: int) -> None:
    with pytest.raises(SnapshotError, match=said):
        get(path, port)


def test_a_media_type_that_is_not_asked_for_and_a_bound_of_the_callers_are_kept_to(port: int) -> None:
    assert get("/picture", port) == b"a,b\n"
    with pytest.raises(SnapshotError, match="is of the type image/png\n  expected: text/html, text/plain"):
        get("/picture", port, kinds=["text/plain", "text/html"])
    assert get("/table.csv", port, kinds=["text/plain"]) == b"a,b\n"
    with pytest.raises(SnapshotError, match="more than 3 bytes"):
        get("/table.csv", port, largest=3)


def test_a_body_longer_than_allowed_is_refused_without_a_stated_length(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST_FILE", 50)
    with pytest.raises(SnapshotError, match="more than 50 bytes"):
        get("/endless", port)


def test_a_fetch_that_takes_too_long_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST", -1.0)
    with pytest.raises(SnapshotError, match="took longer"):
        get("/table.csv", port)


@pytest.mark.parametrize(
    "url", ["http://example.org/x", "file:///etc/passwd", "ftp://example.org", "https://", "https://a:b@example.org/x",
            "https://example.org:99999/x", "https://[::1/x", "table.csv"]
)  # fmt: skip
def test_only_plain_https_addresses_are_fetched(url: str) -> None:
    with pytest.raises(SnapshotError):
        checked(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False),
        ("fc00::1", False), ("::ffff:127.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::a00:1", False),
        ("9.9.9.9", True), ("2620:fe::fe", True), ("::ffff:9.9.9.9", True), ("64:ff9b::909:909", True),
    ],
)  # fmt: skip
def test_an_address_is_public_or_not(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_one_private_address_among_several_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("9.9.9.9", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(SnapshotError, match=r"10\.0\.0\.1"):
        public_addresses("example.org", 443)


def test_the_connection_goes_to_the_checked_address_under_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def refuse(address: tuple[str, int], timeout: float) -> socket.socket:
        seen.append((address, timeout <= 60))
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(SnapshotError, match="cannot be fetched: refused"):
        fetch("https://example.org/x", resolve=lambda *_: ["192.0.2.1"])
    assert seen == [(("192.0.2.1", 443), True)]


class _Unreachable(http.client.HTTPConnection):
    """A connection to an address that no packet reaches."""

    def connect(self) -> None:
        raise OSError("Network is unreachable")


def test_addresses_are_tried_in_turn_each_with_its_share_of_the_time(port: int) -> None:
    tried: list[tuple[str, int]] = []

    def connect(_host: str, _port: int, address: str, seconds: float) -> http.client.HTTPConnection:
        tried.append((address, round(seconds)))
        kind = http.client.HTTPConnection if address == "127.0.0.1" else _Unreachable
        return kind(address, port, timeout=seconds)

    order = ["192.0.2.2", "2001:db8::1", "127.0.0.1"]
    assert fetch("https://here/table.csv", resolve=lambda *_: order, connect=connect) == b"a,b\n"
    assert tried == list(zip(order, (20, 30, 60), strict=True))
    with pytest.raises(SnapshotError, match="unreachable"):
        fetch("https://here/table.csv", resolve=lambda *_: order[:2], connect=connect)


def test_a_name_has_its_addresses_in_the_order_of_the_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    order = ["9.9.9.9", "2620:fe::fe", "1.1.1.1", "9.9.9.9"]
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in order]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    assert public_addresses("example.org", 443) == order[:3]


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answering = threading.Thread(target=_shake_hands, args=(listening, context))
        answering.start()
        with pytest.raises(SnapshotError, match="certificate verify failed"):
            fetch(f"https://localhost:{listening.getsockname()[1]}/x", resolve=lambda *_: ["127.0.0.1"])
        answering.join()


def _shake_hands(listening: socket.socket, context: ssl.SSLContext) -> None:
    plain, _ = listening.accept()
    with plain, contextlib.suppress(OSError):
        context.wrap_socket(plain, server_side=True).close()
