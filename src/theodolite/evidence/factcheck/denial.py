"""Denial: whether a text says of a figure that it is not so, or only supposes it."""

from __future__ import annotations

import re

from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain

_NOT = re.compile(
    r"\b(?:not|never|neither|nor|no longer|cannot|hardly|scarcely|\w+n't)\b(?! (?:only|just|merely|least|even"
    r"|to mention|yet|surprising\w*|less than|fewer than|more than|until)\b)[^.;:]{0,60}$",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:it is (?:false|untrue|wrong|a myth|not true)|contrary to|(?:is|are|was) (?:false|untrue|mistaken)|denie[sd]"
    r"|denying|debunked|refuted|myth that|alleged(?:ly)?|supposed(?:ly)?)\b[^.;:]{0,120}$",
    re.IGNORECASE,
)
_IF = re.compile(
    r"(?:(?:^|[,;(] ?)(?:if|suppose|supposing|even if|unless)|^(?:were|had))\b[^.,;:]{0,80}$", re.IGNORECASE
)


def denied(claim: Claim) -> bool:
    """Whether the words before a claim's quantity deny it (was not 61 %), doubt it (contrary to), or suppose it (if …).

    Such a figure is neither right nor wrong as it stands. A denial further on in the sentence is not seen.
    """
    before = plain(claim.quote[: max(0, claim.start - claim.quote_start)])
    return any(form.search(before) for form in (_NOT, _FALSE, _IF))
