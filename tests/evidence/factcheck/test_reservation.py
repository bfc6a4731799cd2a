"""Reservation: the caveat of an indicator is told once, where its figures decide the gravest verdict."""

from __future__ import annotations

from theodolite.evidence.verdicts import check_claims

CAREFUL = {"x": {"caveats": ("Some are missing.", "All is provisional.")}}
LINES = "CHN x 2023 608 a-2024\nCHN y 2023 40 a-2024\n"


def test_the_gravest_verdict_of_an_indicator_tells_its_first_caveat_once(small, claim) -> None:
    ledger = small(LINES, CAREFUL)
    right = claim("In 2023 it had 608.", "608", 608, period="2023")
    wrong = claim("In 2023 it had 900.", "900", 900, period="2023")
    unknown = claim("In 2011 it had 900.", "900", 900, period="2011")
    plain = claim("In 2023 it had 40.", "40", 40, period="2023", indicator="y")
    whys = [one.why for one in check_claims([unknown, right, wrong, wrong, plain], ledger).verdicts]
    assert whys == [
        "the evidence base holds figures of 2023 alone",
        "608 in 2023 (made/a-2024)",
        "608 in 2023 (made/a-2024); to note: Some are missing",
        "608 in 2023 (made/a-2024)",
        "40 in 2023 (made/a-2024)",
    ]
