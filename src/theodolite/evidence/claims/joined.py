"""Joined: places that are put into one set with others, step by step, and which set each is in."""

from __future__ import annotations


class Joined:
    """The places 0 to `count` − 1, at first each in a set of its own; a set is named by its lowest place."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, place: int) -> int:
        """The lowest place of the set that `place` is in."""
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Makes one set of those that two places are in."""
        kept, gone = sorted((self.root(one), self.root(other)))
        self._above[gone] = kept
