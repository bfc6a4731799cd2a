"""Context: the text beside a sentence that says what its quantities are about, where the sentence does not."""

from __future__ import annotations

from theodolite.reading.scene import Scene

AFTER = 2
"""Sentences below a heading that say what it is about."""

BEFORE = 1_500
"""Characters of a paragraph before a sentence that say what it is about."""


def context_of(scene: Scene, number: int) -> str:
    """What stands before sentence `number` in its paragraph; of a heading, the first sentences below it."""
    sentence = scene.sentences[number]
    if sentence.zone == "heading":
        below = [one for one in scene.sentences[number + 1 : number + 9] if one.zone != "heading"][:AFTER]
        return scene.text[below[0].start : below[-1].end] if below else ""
    first = number
    while first and scene.sentences[first - 1].paragraph == sentence.paragraph:
        if sentence.start - scene.sentences[first - 1].start > BEFORE:
            break
        first -= 1
    return scene.text[scene.sentences[first].start : sentence.start]
