"""Modality: whether a quantity was observed, is estimated or projected, a target, or what would be otherwise."""

from __future__ import annotations

import re

from theodolite.reading.claim import Modality
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene

_CUT = re.compile(
    r"[;:。；] ?|, (?:while|but|whereas|and|against|compared|up from|down from|from|although|though|of which|which)\b"
    r"|\b(?:while|whereas|against|compared (?:with|to)|up from|down from|versus|because|although|and that)\b| [–—] |，"
)
_COUNTERFACTUAL = re.compile(
    r"\b(?:would|could|might|should) (?:\w+ )?have \w+|\b(?:if|had) [^.;]{0,80}\b(?:had|were"
    r"|been)\b[^.;]{0,120}\b(?:would|could|might)\b"
    r"|\b(?:[Ww]ithout|[Ww]ere (?:it|the|they)|[Hh]ad (?:it|the|they)) [^.;]{0,80}\b(?:would|could|might)\b"
    r"|\bscenario\b|\bhypothetical\w*|\bcounterfactual\w*"
)
_TARGET = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|goals?|target(?:s|ed|ing)?|pledg\w+|commit(?:s|ted|ment|ments|ting)? (?:to|itself)"
    r"|wants?|wanted|seek(?:s|ing)?|sought|"
    r"intend\w*|ambition\w*|promis\w+|vow\w*|propos(?:es?|ed|ing)|set itself|objective|hopes?|envisag\w+"
    r"|envision\w*|aspir\w+|"
    r"plan(?:s|ned|ning)? to|plans (?:for|a|an|\d)|is to|are to|was to|were to|has to|have to|must|should|shall"
    r"|calls for|asked (?:for|that)|"
    r"mandat\w+|roadmap|earmarks?|sets aside|foresees|is due to|are due to)\b|(?:力争|目标|计划|规划|到20\d\d年|拟)"
)
_PLANNED = re.compile(
    r"\bwill (?:\w+ly |also |soon |now )?(?:be )?(?:invest|build|built|spend|train|trained|create|created|hire"
    r"|offer|offered|open|opened|provide|provided|"
    r"construct|buy|allocate|allocated|fund|launch|launched|deploy|deployed|install|installed|raise|energised"
    r"|expand|establish|set up|double|triple|"
    r"quadruple|more than triple|more than double|support|give|add another|cut|halve|start|procure|acquire|select"
    r"|finance)\b"
)
_PROJECTED = re.compile(
    r"\b(?:will|would|could|may|might|projects (?=that|the|a|an|it|[A-Z])|projected|[Pp]rojections?|expects?"
    r"|expected|expectation|[Ff]orecasts?|forecasted|predict(?:s|ed|ion|ions)?|"
    r"set to|likely to|on track to|on course to|poised to|anticipat\w+|outlook|going to|bound to"
    r"|potential(?:ly)?)\b|预计|有望|将"
)
_ESTIMATED = re.compile(
    r"\b(?:estimat(?:e|es|ed|ing)|estimation|thought to|believed to|reckon(?:s|ed)?|by (?:one|some) count"
    r"|guess(?:es)?|implied|model(?:led|s suggest)|our (?:own )?reading|"
    r"reportedly|allegedly|(?:is|are|was|been) put at|associated with|said to be between)\b|估计|估算|约为",
    re.IGNORECASE,
)


WIDEST = 500
"""Characters on either side of a quantity in which its verb is sought."""


def modality_of(scene: Scene, number: int, quantity: Quantity) -> Modality:
    """The modality of a quantity of the sentence `number`, by the verbs and nouns of its part of the sentence.

    A goal is a target, what is planned to be done too; what is said to come is projected; what would hold if things had
    been otherwise is counterfactual.
    """
    text, sentence = scene.text, scene.sentences[number]
    start, end = max(sentence.start, quantity.start - WIDEST), min(sentence.end, quantity.end + WIDEST)
    first, last = _part(text, start, end, quantity)
    before, part = text[first : quantity.start], text[first:last]
    if _COUNTERFACTUAL.search(text, start, end) and re.search(r"\b(?:would|could|might)\b", part):
        return "counterfactual"
    if quantity.type == "target" or quantity.unit == "calendar_year":
        return "target"
    if _PLANNED.search(before) or _TARGET.search(before):
        return "target"
    if _PROJECTED.search(before) or re.search(
        r"^[^,;]{0,40}\b(?:will|would|is expected|are expected)\b", text[quantity.end : last]
    ):
        return "projected"
    if _ESTIMATED.search(text, first, last) or re.search(r"\b[Aa]n estimated\b", quantity.text):
        return "estimated"
    return "observed"


def _part(text: str, start: int, end: int, quantity: Quantity) -> tuple[int, int]:
    """The part of a sentence, between breaks, that a quantity stands in."""
    first, last = start, end
    for cut in _CUT.finditer(text, start, end):
        if cut.end() <= quantity.start:
            first = cut.end()
        elif cut.start() >= quantity.end:
            last = cut.start()
            break
    return first, last
