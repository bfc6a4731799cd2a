"""Addresses on the web: the one check that every address in a catalogue passes."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from theodolite.errors import TheodoliteError

_UNFIT = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")
"""Signs that do not stand in an address (RFC 3986)."""


class AddressError(TheodoliteError, ValueError):
    """A text that is no address of the web."""


def is_address(text: str, schemes: Collection[str] = ("http", "https")) -> bool:
    """Whether `text` is an address with one of `schemes`, a host, and a port that exists or none."""
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0 and not _UNFIT.search(text)
    except ValueError:
        return False


def _checked(text: str) -> str:
    if not is_address(text):
        raise AddressError(f"{text[:80]!r} is not an address", expected="https://…")
    return text


def _secure(text: str) -> str:
    if not is_address(text, ("https",)):
        raise AddressError(f"{text[:80]!r} is not an https address", expected="https://…")
    return text


Address = Annotated[str, AfterValidator(_checked)]
"""The http or https address of a page."""

FetchedAddress = Annotated[str, AfterValidator(_secure)]
"""The https address of a file that can be fetched."""
