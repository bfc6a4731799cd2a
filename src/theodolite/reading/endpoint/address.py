"""An endpoint: the address of a chat-completions service that the user named, the model, and the key for it."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from theodolite.errors import TheodoliteError

KEY = "THEODOLITE_ENDPOINT_KEY"
"""The environment variable that holds the key."""

LONGEST_KEY = 4_096
LONGEST_MODEL = 200
LEAST_TOLD = 8
"""Characters of a key that, in a row, are taken out of what an endpoint replies."""

_PATH = "/chat/completions"
_PORTS = {"https": 443, "http": 80}


class EndpointError(TheodoliteError):
    """An endpoint that cannot be asked, or an answer of it that is none."""


@dataclass(frozen=True)
class Endpoint:
    """Where to ask and for which model. The key is never part of its text, of an error or of a refusal."""

    scheme: str
    host: str
    port: int
    path: str
    model: str
    key: str | None = field(default=None, repr=False)
    query: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The address as it may be told: without its query, which may hold a secret."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    @property
    def standard_port(self) -> int:
        """The port that the scheme stands for, which a Host header leaves out."""
        return _PORTS[self.scheme]

    def scrubbed(self, text: str) -> str:
        """`text` without the key, or LEAST_TOLD characters of it in a row."""
        if not self.key or not text:
            return text
        size = min(LEAST_TOLD, len(self.key))
        for at in range(len(self.key) - size + 1):
            text = text.replace(self.key[at : at + size], "…")
        return text


def endpoint(url: str, model: str, environment: Mapping[str, str] = os.environ) -> Endpoint:
    """The endpoint at `url` for `model`, with the key of the environment where there is one.

    `url` is the service's base (https://host/v1) or its whole address. Raises EndpointError on an address that is not
    https (http is for this machine's own loopback addresses alone), on a user name or password in it, on a model
    without a name, and on a key that cannot stand in a header; no message holds the key.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise EndpointError("the endpoint is not an address", expected="https://…") from None
    if parts.username is not None or parts.password is not None:
        raise EndpointError(
            "an endpoint's address holds no user name or password", next_step=f"put the key into the variable {KEY}"
        )
    sound = host and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))
    if not sound or any(not sign.isprintable() or sign.isspace() for sign in url) or not url.isascii():
        raise EndpointError(
            "the endpoint's address is not one that text is sent to",
            expected="an https address, or an http address of this machine (http://127.0.0.1:8080/v1)",
        )
    if not model.strip() or len(model) > LONGEST_MODEL or not model.isprintable():
        raise EndpointError("the endpoint's model has no name", next_step="name it with --model")
    path = parts.path.rstrip("/")
    path = path if path.endswith(_PATH) else path + _PATH
    return Endpoint(parts.scheme, host, port or _PORTS[parts.scheme], path, model, _key(environment), parts.query)


def is_loopback(host: str) -> bool:
    """Whether `host` is a name or address of this very machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _key(environment: Mapping[str, str]) -> str | None:
    key = environment.get(KEY, "").strip()
    if not key:
        return None
    if not key.isascii() or not key.isprintable() or " " in key or len(key) > LONGEST_KEY:
        raise EndpointError(
            f"the key in {KEY} cannot be sent", expected="one word of ASCII characters", next_step="set it again"
        )
    return key
