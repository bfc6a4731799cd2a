"""What the grammar read stays; a model completes it and is told apart by the origin."""

from __future__ import annotations

import json
from dataclasses import replace

from theodolite.core.catalog import Catalog
from theodolite.reading.claims import claims_of
from theodolite.reading.endpoint.address import Endpoint
from theodolite.reading.endpoint.call import Messages
from theodolite.reading.endpoint.read_on import read_on
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of

MONEY = """Canada needs €900 million for its clinics. Canada's ministers met again. So far 479 million has been found.

Canada's treasury puts the bill at $38 million.
"""

TEXT = """The programme met its first goal. Some 4,700 clinics were linked in 2023.
A second memo from Accra puts the bill at $38 million.
"""


def test_a_claim_without_a_subject_gets_one_and_nothing_else_changes(catalog: Catalog) -> None:
    names = names_of(catalog)
    reading = claims_of(read_document(TEXT.encode(), "memo.txt"), names, catalog)
    sent: list[str] = []

    def ask(_endpoint: Endpoint, messages: Messages) -> str:
        sent.append(json.loads(messages[1]["content"])["text"])
        clinics = {"quote": "Some 4,700 clinics were linked in 2023.", "span": "Some 4,700", "value": 4700}
        lie = {"quote": "A second memo from Accra puts the bill at $38 million.", "span": "$38 million", "value": 38}
        return json.dumps({"claims": [{**clinics, "attributed_to": "A second memo"}, lie]})

    found = read_on(reading, Endpoint("https", "models.example", 443, "/", "planted-model"), names, ask)
    assert "".join(sent).split() == TEXT.split()
    before, after = reading.claims, found.reading.claims
    assert [claim.id for claim in after] == [claim.id for claim in before]
    assert [(claim.value, claim.unit) for claim in after] == [(4_700, "clinics"), (38_000_000, "USD")]
    assert (after[0].attributed_to, after[0].origin) == ("A second memo", "grammar, planted-model")
    assert after[1] == before[1]
    assert [refusal.reason for refusal in found.refused] == [
        "the value does not re-parse: our grammar reads 38000000 from '$38 million'"
    ]
    assert found.unread == ()


def test_a_quantity_is_what_the_scene_holds_and_money_is_of_the_documents_economy(catalog: Catalog) -> None:
    names = names_of(catalog)
    reading = claims_of(read_document(MONEY.encode(), "memo.txt"), names, catalog)
    assert reading.home == "CAN"
    found = {"quote": "So far 479 million has been found.", "span": "479 million", "value": 479_000_000}
    bill = {"quote": "puts the bill at $38 million.", "span": "$38 million", "value": 38_000_000}

    def ask(_endpoint: Endpoint, _messages: Messages) -> str:
        return json.dumps({"claims": [found, bill]})

    alone = read_on(replace(reading, claims=()), Endpoint("https", "models.example", 443, "/", "m"), names, ask)
    assert alone.refused == alone.unread == ()
    assert [(claim.span, claim.value, claim.unit, claim.origin) for claim in alone.reading.claims] == [
        ("479 million", 479_000_000, "EUR", "m"),
        ("$38 million", 38_000_000, "CAD", "m"),
    ]
    assert [claim.unit for claim in reading.claims] == ["EUR", "EUR", "CAD"]
