"""Alike: whether two statements stand in one comparison key, or in two that count or concern related things."""

from __future__ import annotations

import numpy as np

from theodolite.evidence.claims.statement import Statement
from theodolite.evidence.claims.words import is_name_of_one_thing, likeness
from theodolite.evidence.factcheck.asked import SURE
from theodolite.evidence.factcheck.said import NEAR
from theodolite.evidence.factcheck.times import Days, mostly_common
from theodolite.evidence.tolerance import agree

SHARED = 2
"""Terms that two statements must share to be of one topic, where not both have an indicator."""

OVERLAP = 0.5
"""The part that those must be of the terms of the one that has fewer."""

MORE_SHARED = 3
"""The terms that they must share where their numbers differ and not both say of when."""

GOAL_WORDS = 1
"""Terms that two goals for one year must share."""

MISTAKABLE = 10.0
"""How many times another number a number may be to be taken for it by mistake."""

LIKELY = 3.0
"""The same where both say of when, and their words are all that makes them of one topic."""


def same_key(one: Statement, other: Statement) -> bool:
    """Whether two statements are comparable: entity, topic, kind of number, unit, modality and time.

    What is of one thing of the entity (a company) is not comparable with what is of all of it.
    """
    return (one.entity, one.narrow) == (other.entity, other.narrow) and same_but_subject(one, other)


def same_but_subject(one: Statement, other: Statement) -> bool:
    """Whether two statements would be comparable if they were of one entity."""
    return (
        (one.form, one.unit, one.modality) == (other.form, other.unit, other.modality)
        and one.counterpart == other.counterpart
        and (one.form != "goal" or one.value == other.value)
        and same_topic(one, other)
        and same_time(one, other)
    )


def comparable(one: Statement, other: Statement) -> bool:
    """Whether two statements of one key that do not say the same number are worth holding against each other.

    Not in one sentence, which does not contradict itself; within one document only where both are surely of one
    indicator and say of when, for a text that goes from one number to the next tells of two times or two parts. Of two
    documents, where it is sure that they are of one indicator, or one number can be what both say; where not both have
    an indicator, as far as their words bear it: both say of when and neither number is LIKELY times the other, or they
    share MORE_SHARED terms and it is not MISTAKABLE times.
    """
    mapped = one.about is not None and other.about is not None
    sure = mapped and all((s.claim.confidence or 1.0) >= SURE for s in (one, other))
    dated = one.days is not None and other.days is not None
    if one.claim.doc == other.claim.doc:
        apart = one.claim.quote_start != other.claim.quote_start
        return apart and (one.form in ("lag", "goal") or (sure and dated))
    if one.form in ("lag", "goal"):
        return True
    if mapped:
        return sure or meets(one, other)
    sizes = sorted(_size(s) for s in (one, other))
    if dated:
        return 0 < sizes[1] <= LIKELY * sizes[0]
    return 0 < sizes[1] <= MISTAKABLE * sizes[0] and len(one.words.near & other.words.near) >= MORE_SHARED


def same_number(one: Statement, other: Statement) -> bool:
    """Whether two statements say the same number to the digits printed (25.1 and 25), or the same range or bound."""
    if one.value is None or other.value is None:
        return one.said == other.said
    near = abs(one.value - other.value) <= NEAR * max(abs(one.value), abs(other.value))
    return near and bool(agree(np.array([one.value]), np.array([other.value]))[0])


def plainly_apart(one: Statement, other: Statement) -> bool:
    """Whether `same_key` need not be asked: two different numbers of one document, one without an indicator."""
    a, b = one.value, other.value
    if a is None or b is None or one.claim.doc != other.claim.doc:
        return False
    unmapped = one.about is None or other.about is None
    return unmapped and one.form not in ("lag", "goal") and abs(a - b) > NEAR * max(abs(a), abs(b))


def meets(one: Statement, other: Statement) -> bool:
    """Whether one number can be what both say."""
    return one.said.meets(other.said.low, other.said.high)


def _size(one: Statement) -> float:
    """The number that a statement says, or the middle of its range, whatever its sign."""
    claim = one.claim
    ends = [end for end in (claim.low, claim.high) if end is not None]
    number = claim.value if claim.value is not None else sum(ends) / max(1, len(ends))
    return abs(number * one.factor)


def same_topic(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one indicator; where not both have any, whether their words are of one thing.

    Then they must count the same noun, and share SHARED terms that are OVERLAP of the fewer, or count one thing that
    has a name of its own (language models) in one period. A lag behind one counterpart is one topic. Goals for one year
    are, where they speak of the same field and share a term.
    """
    if one.form == "lag":
        return True
    if one.form == "goal":
        near = one.words.near & other.words.near
        return len(near) >= GOAL_WORDS and bool(one.words.field) == bool(other.words.field)
    if one.about is not None and other.about is not None:
        return one.about == other.about
    return _same_noun(one, other) and (shares_topic(one, other) or _one_thing(one, other))


def shares_topic(one: Statement, other: Statement) -> bool:
    """Whether the terms beside two quantities are largely the same."""
    near, fewer = one.words.near & other.words.near, min(len(one.words.near), len(other.words.near))
    return len(near) >= SHARED and len(near) >= OVERLAP * fewer


def _same_noun(one: Statement, other: Statement) -> bool:
    a, b = one.words.noun, other.words.noun
    return one.unit != "count" or (a[-1:] or (one.claim.unit,)) == (b[-1:] or (other.claim.unit,))


def _one_thing(one: Statement, other: Statement) -> bool:
    dated = one.days is not None and other.days is not None
    same = one.words.noun == other.words.noun and one.unit == "count" == other.unit
    return dated and same and is_name_of_one_thing(one.words.noun, one.catalog)


def same_time(one: Statement, other: Statement) -> bool:
    """Whether the periods of two statements may be the same: their own, or what one without a period may speak of.

    Flows are of the same time where most of their days are common, all else where any day is. A period that is neither
    said nor to be told from the document's date excludes nothing.
    """
    a, b = one.days or one.window, other.days or other.window
    if a is None or b is None:
        return True
    both_said = one.days is not None and other.days is not None
    return _mostly(a, b) if both_said and (one.flow or other.flow) else _meet(a, b)


def _meet(a: Days, b: Days) -> bool:
    after = a.first is not None and b.last is not None and a.first > b.last
    before = b.first is not None and a.last is not None and b.first > a.last
    return not (after or before)


def _mostly(a: Days, b: Days) -> bool:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return _meet(a, b) and (a.first, b.first).count(None) != 1
    return mostly_common((a.first, a.last), (b.first, b.last))


def related_definition(one: Statement, other: Statement) -> bool:
    """Whether two counts of one entity and time count related things by different definitions.

    Their indicators share a `concept:`; or one counts what the other's words right behind its number name (150 language
    models; fifty firms that develop language models), and is no more than MISTAKABLE times the other.
    """
    if (
        (one.entity, one.narrow) != (other.entity, other.narrow)
        or one.modality != other.modality
        or not same_time(one, other)
    ):
        return False
    if (one.form, other.form) != ("level", "level") or same_topic(one, other):
        return False
    ideas = [s.indicator.concept if s.indicator else None for s in (one, other)]
    if ideas[0] is not None and ideas[0] == ideas[1]:
        return True
    if None not in (one.about, other.about):
        return one.about != other.about and _counts(one) and _counts(other) and one.words.noun == other.words.noun
    return _names(one, other) or _names(other, one)


def _names(one: Statement, other: Statement) -> bool:
    """Whether what `one` counts is told right behind the number of `other`, which counts something else."""
    noun, catalog = one.words.noun, one.catalog
    counted = _counts(one) and _counts(other) and other.words.noun[-1:] != noun[-1:]
    sizes = sorted(_size(s) for s in (one, other))
    near = 0 < sizes[1] <= MISTAKABLE * sizes[0]
    return counted and near and is_name_of_one_thing(noun, catalog) and set(noun) <= other.words.follows


def _counts(one: Statement) -> bool:
    return one.claim.unit_class == "count" and bool(one.words.noun)


def quoted_alike(one: Statement, other: Statement) -> float:
    """How alike the words of two quotes are, 0 to 1: the Jaccard index of their shingles."""
    return likeness(one.words.shingles, other.words.shingles)
