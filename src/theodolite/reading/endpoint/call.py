"""One question to an endpoint: bounded in size and time, to the named host alone, and nothing told of the key."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from theodolite.reading.endpoint.address import Endpoint, EndpointError, is_loopback

LARGEST_REPLY = 1_000_000
"""Bytes of a reply; a larger one is refused, unread where the server says so."""

LONGEST = 120.0
"""Seconds that one question may take."""

_CHUNK = 65_536

Messages = Sequence[Mapping[str, str]]


class RefusedKey(EndpointError):
    """An endpoint that does not let this key in: asking again will not help."""


class Deadline:
    """Hangs up when its time is over, so that no drip of bytes outlasts it, and at the end in any case."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._hang_up()

    def watch(self, connected: socket.socket) -> None:
        """The socket to cut off."""
        self._socket = connected
        if self.passed:
            self._cut()

    def left(self) -> float:
        """Seconds that are left, at least a thousandth: a socket without any does not wait at all."""
        return max(0.001, self.until - time.monotonic())

    def _cut(self) -> None:
        self.passed = True
        self._hang_up()

    def _hang_up(self) -> None:
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:  # the other side has gone, or it is closed already
                return


def ask(endpoint: Endpoint, messages: Messages, *, seconds: float = LONGEST) -> str:
    """What the model says to `messages`: the text of the first choice.

    Asked at temperature 0, and once more without a temperature where the endpoint answers 400. Raises EndpointError
    on a redirect (none is followed), on any answer but 200, on a reply that is too large, too slow or no chat
    completion; RefusedKey on 401 and 403.
    """
    body: dict[str, Any] = {"model": endpoint.model, "messages": list(messages)}
    status, content = _post(endpoint, {**body, "temperature": 0}, seconds)
    if status == 400:
        status, content = _post(endpoint, body, seconds)
    if status in (401, 403):
        raise RefusedKey(f"the endpoint answers {status}: it does not let this key in", where=endpoint.shown)
    if status != 200:
        raise EndpointError(f"the endpoint answers {status}", where=endpoint.shown, expected="200")
    return _said(endpoint, content)


def _post(endpoint: Endpoint, body: Mapping[str, Any], seconds: float) -> tuple[int, bytes]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "theodolite"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    path = f"{endpoint.path}?{endpoint.query}" if endpoint.query else endpoint.path
    with Deadline(seconds) as deadline:
        connection = http.client.HTTPConnection(endpoint.host, endpoint.port)
        connection.default_port = endpoint.standard_port
        try:
            connection.sock = _connected(endpoint, deadline)
            connection.request("POST", path, json.dumps(body).encode(), headers)
            with connection.getresponse() as answer:
                if 300 <= answer.status < 400:
                    raise EndpointError("the endpoint redirects, which is not followed", where=endpoint.shown)
                content = _bounded(endpoint, answer, deadline) if answer.status == 200 else b""
        except (OSError, http.client.HTTPException, ValueError) as error:
            told = "took too long" if deadline.passed or isinstance(error, TimeoutError) else type(error).__name__
            raise EndpointError(
                f"the endpoint cannot be asked: {told}",
                where=endpoint.shown,
                expected=f"an answer within {seconds:g} seconds",
            ) from None
        finally:
            connection.close()
        if deadline.passed:
            raise EndpointError(
                "the endpoint took too long", where=endpoint.shown, expected=f"an answer within {seconds:g} seconds"
            )
        return answer.status, content


def _connected(endpoint: Endpoint, deadline: Deadline) -> socket.socket:
    """A socket to the endpoint; without TLS only where it does lead to this machine, whatever its name stands for."""
    plain = socket.create_connection((endpoint.host, endpoint.port), deadline.left())
    deadline.watch(plain)
    if endpoint.scheme == "http":
        if not is_loopback(str(plain.getpeername()[0])):
            plain.close()
            raise EndpointError("the endpoint's name does not lead to this machine", where=endpoint.shown)
        return plain
    secure = ssl.create_default_context().wrap_socket(
        plain, server_hostname=endpoint.host, do_handshake_on_connect=False
    )
    deadline.watch(secure)
    secure.do_handshake()
    return secure


def _bounded(endpoint: Endpoint, answer: http.client.HTTPResponse, deadline: Deadline) -> bytes:
    too_large = EndpointError(
        "the endpoint's reply is too large", where=endpoint.shown, expected=f"at most {LARGEST_REPLY:,} bytes"
    )
    said = answer.getheader("Content-Length") or "0"
    if said.isdigit() and (len(said) > 12 or int(said) > LARGEST_REPLY):
        raise too_large
    content = bytearray()
    while not deadline.passed and (chunk := answer.read1(_CHUNK)):
        content += chunk
        if len(content) > LARGEST_REPLY:
            raise too_large
    return bytes(content)


def _said(endpoint: Endpoint, content: bytes) -> str:
    wrong = EndpointError(
        "the endpoint's reply is no chat completion",
        where=endpoint.shown,
        expected='JSON with choices[0].message.content, as in {"choices": [{"message": {"content": "…"}}]}',
    )
    try:
        said = json.loads(content)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise wrong from None
    if not isinstance(said, str):
        raise wrong
    return said
