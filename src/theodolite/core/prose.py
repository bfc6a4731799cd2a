"""Prose: how a name stands inside a sentence and at its beginning."""

from __future__ import annotations

import re

_WITH_ARTICLE = re.compile(
    r"United .*|.* (?:Republic|Islands|Emirates|Federation|States|Territories|Territory|Union)"
    r"|Republic of .*|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Holy See|World"
)


def the(name: str) -> str:
    """A name with the article that it has inside a sentence: the United States, China."""
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def upper(sentence: str) -> str:
    """A sentence with its first letter raised."""
    return sentence[:1].upper() + sentence[1:]
