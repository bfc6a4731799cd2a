"""What do these documents claim, and does it hold? Asked only where documents were given."""

from __future__ import annotations

from theodolite.briefs.question import Answer, Asked

QUESTION = "What do these documents claim, and does it hold?"


def ask(asked: Asked) -> Answer | None:
    """What the documents, if any were given, claim; what holds claims against evidence is loaded only then."""
    if not asked.read:
        return None
    from theodolite.briefs.document_answer import answer

    return answer(QUESTION, asked)
