"""What of a siting is illustrative: figures that nobody publishes, listed and told."""

from __future__ import annotations

from typing import Any

from theodolite.core.prose import counted
from theodolite.scenarios.siting.siting import Siting


def illustrative(siting: Siting) -> list[dict[str, Any]]:
    """Quantity or course, of what, and how it was chosen, for all that holds and has no source."""
    found: list[dict[str, Any]] = []
    seen: set[tuple[str, str]] = set()
    for held in siting.figures:
        own = [subject for subject in held.stated.of if (held.quantity, subject) not in seen]
        seen.update((held.quantity, subject) for subject in own)
        if held.stated.illustrative and own:
            found.append({"input": held.quantity, "of": own, "says": held.stated.says})
    for held in siting.courses:
        own = [subject for subject in held.course.of if (f"course of {held.name}", subject) not in seen]
        seen.update((f"course of {held.name}", subject) for subject in own)
        if held.course.illustrative and own:
            found.append({"input": f"course of {held.name}", "of": own, "says": held.course.says})
    return found


def told(siting: Siting) -> str:
    """How many inputs are illustrative, for a sentence."""
    names = {one["input"] for one in illustrative(siting)}
    if not names:
        return "every input has a source"
    count = len({one.quantity for one in siting.figures}) + len({one.name for one in siting.courses})
    return f"of its {counted(count, 'input')} {len(names)} are illustrative, for nobody publishes them"
