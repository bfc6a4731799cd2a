"""Characters that a database cannot keep, refused before one of them does so in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from theodolite.errors import WorkspaceError

_UNFIT = re.compile("[\0\ud800-\udfff]")


def check_characters(texts: Iterable[str | None], where: str) -> None:
    """Raise WorkspaceError on NUL, which PostgreSQL does not keep, and on half a surrogate pair, which nobody does."""
    for text in texts:
        if text and (found := _UNFIT.search(text)):
            raise WorkspaceError(
                f"character {found.start()} cannot be kept: U+{ord(found.group()):04X}",
                where=where.encode(errors="replace").decode(),
                expected="text without NUL and without halves of surrogate pairs",
                next_step="write it anew, or save the document in another encoding, and try again",
            )
