"""Prose: which characters may be printed at all."""

from __future__ import annotations

from theodolite.core.prose import printable


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    assert printable("a\x1b[2Jb\x07c\x9bd\u202ee\nf\tg") == "a[2Jbcde\nf\tg"
    assert printable("Türkiye, 中国, São Tomé") == "Türkiye, 中国, São Tomé"
