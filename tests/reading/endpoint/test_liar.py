"""An endpoint that lies: nothing that it says is taken but what the document's own words and our grammar bear out."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theodolite.reading.endpoint.address import Endpoint
from theodolite.reading.endpoint.call import LARGEST_REPLY, ask
from theodolite.reading.endpoint.check import Meaning
from theodolite.reading.endpoint.extract import Extraction, completed, extract
from theodolite.reading.endpoint.proposal import KEYS
from theodolite.reading.grounding import Grounded, regrounds
from theodolite.reading.quantities.grammar import find_quantities

from .conftest import SECRET, TEXT, Liar, scene

LINES = TEXT.split("\n")
CODES = {"Kenya": "KEN", "Ghana": "GHA"}
MEANING = Meaning(CODES.get, {"in 2023": "2023", "by 2030": "2030"}.get)

LICENCES = {"quote": LINES[0], "span": "over 120", "value": 120, "subject": "Kenya", "period": "in 2023"}
LABORATORIES = {"quote": LINES[1], "span": "1,312", "value": 1312, "period": "by 2030", "modality": "target"}
FUND = {"quote": LINES[2], "span": "$38 million", "value": 38_000_000, "attributed_to": "the Treasury"}
SCHOOLS = {"quote": LINES[3], "span": "Between 12 and 15", "value": None, "low": 12, "high": 15}


def run(named: Endpoint, text: str = TEXT, seconds: float = 5) -> Extraction:
    return extract(scene(text), named, find_quantities, MEANING, partial(ask, seconds=seconds))


def values(extraction: Extraction) -> list[float | None]:
    return [claim.value for claim in extraction.claims]


def only_reason(extraction: Extraction) -> str:
    assert extraction.claims == ()
    assert extraction.unread == ()
    (refusal,) = extraction.refused
    return refusal.reason


def test_what_holds_is_a_claim_in_the_documents_own_words(liar: Liar, named: Endpoint) -> None:
    liar.claims(FUND, SCHOOLS, LICENCES, LABORATORIES)
    found = run(named)
    assert found.refused == found.unread == ()
    assert [(c.span, c.value, c.low, c.high, c.unit, c.qualifier) for c in found.claims] == [
        ("over 120", 120, 120, None, "projects", "more_than"),
        ("1,312", 1312, None, None, "laboratories", None),
        ("$38 million", 38_000_000, None, None, "USD", None),
        ("Between 12 and 15", None, 12, 15, "schools", "range"),
    ]
    licences, laboratories, fund, _ = found.claims
    assert (licences.entity, licences.subject, licences.period, licences.period_text) == (
        "KEN",
        "Kenya",
        "2023",
        "in 2023",
    )
    assert (laboratories.modality, laboratories.entity, fund.attributed_to) == ("target", None, "the Treasury")
    assert {claim.origin for claim in found.claims} == {"planted-model"}
    document = scene().document
    for claim in found.claims:
        assert TEXT[claim.start : claim.end] == claim.span
        assert isinstance(regrounds(claim, document), Grounded)


def test_the_text_is_sent_as_data_with_the_model_and_the_key_in_a_header(liar: Liar, named: Endpoint) -> None:
    liar.claims()
    run(named)
    ((path, headers, body),) = liar.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {SECRET}"
    assert body["model"] == "planted-model"
    assert json.loads(body["messages"][1]["content"]) == {"text": TEXT}
    assert SECRET not in json.dumps(body)


def test_1_an_invented_quote_is_refused_with_what_is_nearest(liar: Liar, named: Endpoint) -> None:
    liar.claims({**LICENCES, "quote": "Kenya licensed over 120 pilot projects in secret."})
    found = run(named)
    assert only_reason(found) == "the quote does not stand in the text sent"
    assert (found.refused[0].start, found.refused[0].end) == (0, len(LINES[0]) - 1)


@pytest.mark.parametrize(
    "quote", [LINES[0].replace("120", "121"), LINES[0].replace("K", "k"), LINES[0].replace(" ", "\u00a0", 1)]
)
def test_2_a_quote_with_one_character_altered_is_refused(liar: Liar, named: Endpoint, quote: str) -> None:
    liar.claims({**LICENCES, "quote": quote})
    assert "the quote" in only_reason(run(named))


def test_3_the_right_quote_with_a_wrong_value_is_refused(liar: Liar, named: Endpoint) -> None:
    liar.claims({**LICENCES, "value": 121})
    assert only_reason(run(named)) == "the value does not re-parse: our grammar reads 120 from 'over 120'"


@pytest.mark.parametrize("value", [38, 38_000, 38_000_000_000, 37_999_999, 38_000_000.001, -38_000_000, None])
def test_4_a_wrong_scale_is_refused(liar: Liar, named: Endpoint, value: float | None) -> None:
    liar.claims({**FUND, "value": value})
    assert only_reason(run(named)) == "the value does not re-parse: our grammar reads 38000000 from '$38 million'"


@pytest.mark.parametrize(
    "bounds", [{"low": 12, "high": 16}, {"low": None, "high": None}, {"value": 13.5}, {"low": 15, "high": 12}]
)
def test_4_a_range_has_the_bounds_that_are_said_and_no_value(
    liar: Liar, named: Endpoint, bounds: dict[str, Any]
) -> None:
    liar.claims({**SCHOOLS, **bounds})
    assert only_reason(run(named)).startswith("the value does not re-parse: our grammar reads 12.0 to 15.0")


def test_5_a_value_from_another_sentence_is_refused(liar: Liar, named: Endpoint) -> None:
    liar.claims({**LICENCES, "span": "1,312", "value": 1312}, {**LICENCES, "value": 1312})
    found = run(named)
    assert found.claims == ()
    assert [refusal.reason for refusal in found.refused] == [
        "the span does not stand in the quote",
        "the value does not re-parse: our grammar reads 120 from 'over 120'",
    ]


@pytest.mark.parametrize("cut", [2, 3, 4])
def test_5_a_number_cut_out_of_a_longer_one_is_refused(liar: Liar, named: Endpoint, cut: int) -> None:
    quote = LINES[1][LINES[1].index("1,312") + cut :]
    liar.claims({"quote": quote, "span": quote.split(" ")[0], "value": float(quote.split(" ")[0])})
    assert only_reason(run(named)) == "the quote cuts the quantity off"


def test_5_a_sign_cut_off_is_refused(liar: Liar, named: Endpoint) -> None:
    liar.claims({"quote": "38 million, according to the Treasury.", "span": "38 million", "value": 38_000_000})
    assert only_reason(run(named)) == "the quote cuts the quantity off"


@pytest.mark.parametrize(
    "said", ["Here are the claims you wanted.", "", "{", '{"claims": [NaN]}', "[" * 100_000, "1" * 5_000]
)
def test_6_what_is_not_json_is_unread(liar: Liar, named: Endpoint, said: str) -> None:
    liar.says(said)
    found = run(named)
    assert (found.claims, found.refused) == ((), ())
    assert [refusal.reason for refusal in found.unread] == ["the model's reply is not JSON"]


@pytest.mark.parametrize("said", ["[]", "{}", "null", '{"claims": {}}', '{"claims": [], "trust": "all"}', '"claims"'])
def test_7_json_of_another_shape_is_unread(liar: Liar, named: Endpoint, said: str) -> None:
    liar.says(said)
    assert [refusal.reason for refusal in run(named).unread] == ["the model's reply is JSON of another shape"]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Kenya has 120", "not an object"),
        ({**LICENCES, "verified": True}, "an unknown key 'verified'"),
        ({**LICENCES, "quote": ["Kenya"]}, "without a quote"),
        ({**LICENCES, "span": ""}, "without a span"),
        ({**LICENCES, "value": "120"}, "value is not a number"),
        ({**LICENCES, "value": True}, "value is not a number"),
        ({**LICENCES, "value": 10**400}, "value is not a number"),
        ({**LICENCES, "subject": {"name": "Kenya"}}, "subject is not a few words"),
        ({**LICENCES, "subject": "Kenya " * 100}, "subject is not a few words"),
        ({**LICENCES, "modality": "certain"}, "a modality that there is not"),
        ({**LICENCES, "modality": ["observed"]}, "a modality that there is not"),
        ({**LICENCES, "subject": "Tanzania"}, "subject is not in words of the text sent"),
        ({**LICENCES, "subject": "Gha"}, "subject is not in words of the text sent"),
        ({**LICENCES, "counterpart": "reasury"}, "counterpart is not in words of the text sent"),
        ({**LICENCES, "period": "in 2024"}, "period is not in words of the text sent"),
        ({**LICENCES, "attributed_to": "the World Bank"}, "attributed_to is not in words of the text sent"),
        ({**LICENCES, "span": "2023", "value": 2023}, "our grammar reads no quantity there (a year that dates)"),
    ],
)
def test_7_a_claim_of_another_shape_is_refused_and_the_others_stand(
    liar: Liar, named: Endpoint, claim: Any, reason: str
) -> None:
    liar.claims(claim, FUND)
    found = run(named)
    assert values(found) == [38_000_000]
    assert [refusal.reason for refusal in found.refused] == [reason]


@pytest.mark.parametrize("told", [True, False])
def test_8_a_reply_of_ten_megabytes_is_refused(liar: Liar, named: Endpoint, told: bool) -> None:
    written: list[int] = []

    def answer(_number: int, to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        if told:
            to.send_header("Content-Length", "10000000")
        to.end_headers()
        for _ in range(100):
            to.wfile.write(b" " * 100_000)
            written.append(100_000)

    liar.answer = answer
    (refusal,) = run(named).unread
    assert refusal.reason == "the endpoint's reply is too large"
    assert sum(written) < 10_000_000
    assert LARGEST_REPLY == 1_000_000


@pytest.mark.parametrize("where", ["before", "headers", "body"])
def test_9_a_slow_reply_is_cut_off_however_it_drips(liar: Liar, named: Endpoint, where: str) -> None:
    def answer(_number: int, to: BaseHTTPRequestHandler) -> None:
        if where != "before":
            to.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if where == "body" else b""))
        for _ in range(60):
            time.sleep(0.05)
            to.wfile.write(b" " if where == "body" else b"X")
            to.wfile.flush()

    liar.answer = answer
    (refusal,) = run(named, seconds=0.3).unread
    assert refusal.reason in ("the endpoint cannot be asked: took too long", "the endpoint took too long")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_10_a_redirect_is_not_followed(liar: Liar, named: Endpoint, status: int) -> None:
    liar.sends(b"", status, Location="https://elsewhere.example/v1/chat/completions")
    (refusal,) = run(named).unread
    assert refusal.reason == "the endpoint redirects, which is not followed"
    assert len(liar.asked) == 1


def test_11_after_two_failures_no_further_window_is_asked(liar: Liar, named: Endpoint) -> None:
    liar.sends(b"out of order", 500)
    found = run(named, "\n".join(f"Laboratory {'x' * 5_000} has {n} staff." for n in range(4)))
    assert [refusal.reason for refusal in found.unread] == [
        "the endpoint answers 500",
        "the endpoint answers 500",
        "not asked: the endpoint had failed",
        "not asked: the endpoint had failed",
    ]
    assert len(liar.asked) == 2


def test_11_after_one_failure_the_next_window_is_asked(liar: Liar, named: Endpoint) -> None:
    sentence = "A second memo counts 77 laboratories."

    def answer(number: int, to: BaseHTTPRequestHandler) -> None:
        to.send_response(200 if number == 2 else 503)
        to.end_headers()
        said = json.dumps({"claims": [{"quote": sentence, "span": "77", "value": 77}]})
        to.wfile.write(json.dumps({"choices": [{"message": {"content": said}}]}).encode())

    liar.answer = answer
    found = run(named, "x" * 5_990 + f"\n{sentence}")
    assert values(found) == [77]
    assert [refusal.reason for refusal in found.unread] == ["the endpoint answers 503"]


@pytest.mark.parametrize("status", [401, 403])
def test_11_a_key_that_is_refused_is_not_sent_again(liar: Liar, named: Endpoint, status: int) -> None:
    liar.sends(SECRET.encode(), status)
    found = run(named, "\n".join(["x" * 5_990] * 3))
    assert len(liar.asked) == 1
    assert found.unread[0].reason == f"the endpoint answers {status}: it does not let this key in"
    assert SECRET not in repr(found)


def test_12_what_is_proposed_twice_is_one_claim(liar: Liar, named: Endpoint) -> None:
    liar.claims(FUND, FUND, {**FUND, "span": "38"}, {**FUND, "subject": "Kenya"})
    found = run(named)
    assert values(found) == [38_000_000]
    assert [refusal.reason for refusal in found.refused] == ["proposed twice"] * 3


def test_13_a_model_that_obeys_the_document_gains_nothing(liar: Liar, named: Endpoint) -> None:
    liar.claims(
        {"quote": LINES[4], "span": "the most", "value": 120_000},
        {"quote": f"The key is {SECRET}.", "span": "0123456789", "value": 123456789},
        {"quote": f"Split: {SECRET[:16]} {SECRET[16:]}", "span": "x"},
        {**LICENCES, "value": 999},
        {"quote": "accept every claim", "span": "every", "value": 1},
    )
    found = run(named)
    assert found.claims == ()
    assert len(found.refused) == 5
    shown = repr(found) + json.dumps([refusal.text for refusal in found.refused])
    assert not [at for at in range(len(SECRET) - 7) if SECRET[at : at + 8] in shown]


def test_claims_in_a_code_fence_are_read(liar: Liar, named: Endpoint) -> None:
    liar.says(f"```json\n{json.dumps({'claims': [FUND]})}\n```\n")
    assert values(run(named)) == [38_000_000]


def test_an_endpoint_that_knows_no_temperature_is_asked_without(liar: Liar, named: Endpoint) -> None:
    def answer(number: int, to: BaseHTTPRequestHandler) -> None:
        to.send_response(400 if number == 1 else 200)
        to.end_headers()
        to.wfile.write(json.dumps({"choices": [{"message": {"content": json.dumps({"claims": [FUND]})}}]}).encode())

    liar.answer = answer
    assert values(run(named)) == [38_000_000]
    assert ["temperature" in body for _, _, body in liar.asked] == [True, False]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b"\xff\xfe",
        b"[" * 99_999,
    ],
)
def test_a_reply_that_is_no_chat_completion_is_unread(liar: Liar, named: Endpoint, body: bytes) -> None:
    liar.sends(body)
    assert [refusal.reason for refusal in run(named).unread] == ["the endpoint's reply is no chat completion"]


def test_more_claims_than_a_reply_may_hold_are_refused(liar: Liar, named: Endpoint) -> None:
    liar.claims(*[FUND] * 1_000)
    found = run(named)
    assert len(found.claims) == 1
    assert found.refused[-1].reason == "800 claims beyond the 200 that one reply may hold"


def test_the_grammars_claims_are_completed_and_never_contradicted(liar: Liar, named: Endpoint) -> None:
    liar.claims({**FUND, "subject": "Ghana"}, {**LICENCES, "subject": "Ghana"}, SCHOOLS)
    licences, fund, schools = run(named).claims
    own = [
        replace(licences, origin="grammar", entity="KEN", subject="Kenya", period=None, period_text=None),
        replace(fund, origin="grammar", entity=None, subject=None, attributed_to="Treasury"),
    ]
    made = completed(own, (licences, fund, schools))
    assert [(c.entity, c.period, c.attributed_to, c.origin) for c in made] == [
        ("KEN", "2023", None, "grammar, planted-model"),
        ("GHA", None, "Treasury", "grammar, planted-model"),
        (None, None, None, "planted-model"),
    ]
    assert completed(own, ()) == tuple(own)


SCENE = scene()
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.sampled_from([*LINES, "120", "over 120", SECRET, ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, "claims"]), inner, max_size=6),
    max_leaves=12,
)
CLAIM = st.fixed_dictionaries(
    {"quote": JSON, "span": JSON}, optional={key: JSON for key in KEYS if key not in ("quote", "span")}
)


@given(st.lists(CLAIM | JSON, max_size=4) | JSON)
def test_whatever_a_model_says_every_claim_is_one_that_our_grammar_reads(said: Any) -> None:
    named = Endpoint("https", "models.example", 443, "/", "m", SECRET)
    found = extract(SCENE, named, find_quantities, MEANING, lambda _endpoint, _messages: json.dumps({"claims": said}))
    read = {(q.start, q.end, q.value) for quantities in SCENE.quantities for q in quantities}
    assert {(claim.start, claim.end, claim.value) for claim in found.claims} <= read
    assert SECRET not in repr(found)
