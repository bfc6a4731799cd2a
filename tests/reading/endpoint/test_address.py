"""Text goes to the address that was named, over https or to this machine; the key is told to nobody else."""

from __future__ import annotations

import dataclasses

import pytest

from theodolite.reading.endpoint.address import KEY, EndpointError, endpoint, is_loopback
from theodolite.reading.endpoint.call import ask

SECRET = "sk-planted-0123456789"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://models.example/v1", "https://models.example:443/v1/chat/completions"),
        ("https://models.example/v1/", "https://models.example:443/v1/chat/completions"),
        ("https://models.example:8443/chat/completions", "https://models.example:8443/chat/completions"),
        ("https://models.example/v1?token=hush", "https://models.example:443/v1/chat/completions"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://127.9.9.9", "http://127.9.9.9:80/chat/completions"),
        ("http://localhost:8080", "http://localhost:8080/chat/completions"),
        ("http://[::1]:8080", "http://[::1]:8080/chat/completions"),
    ],
)
def test_an_address_that_text_is_sent_to(url: str, shown: str) -> None:
    assert endpoint(url, "m", {}).shown == shown


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example/v1",
        "http://10.0.0.1/v1",
        "http://127.0.0.1.models.example/v1",
        "http://localhost.models.example/v1",
        "http://0.0.0.0/v1",
        "ftp://127.0.0.1/",
        "file:///etc/hosts",
        "models.example",
        "",
        "https://",
        "https://models.example:99999/",
        "https://models.example/a b",
        "https://models.example/\r\nHost: elsewhere",
        "https://user:hush@models.example/v1",
        "https://hush@models.example/v1",
    ],
)
def test_any_other_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(EndpointError) as refused:
        endpoint(url, "m", {})
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("key", ["sk planted", "sk-plänted", "sk\n\tplanted", "s" * 5_000, "sk\x00"])
def test_a_key_that_cannot_stand_in_a_header_is_refused_without_telling_it(key: str) -> None:
    with pytest.raises(EndpointError) as refused:
        endpoint("https://models.example", "m", {KEY: key})
    assert key not in str(refused.value)
    assert KEY in str(refused.value)


@pytest.mark.parametrize("model", ["", " ", "m\n", "m" * 201])
def test_a_model_has_a_name(model: str) -> None:
    with pytest.raises(EndpointError, match="model"):
        endpoint("https://models.example", model, {})


def test_the_key_is_no_part_of_what_is_told_of_an_endpoint() -> None:
    made = endpoint("https://models.example/v1?token=hush", "m", {KEY: f" {SECRET}\n"})
    assert made.key == SECRET
    assert SECRET not in repr(made) + str(made) + made.shown
    assert "hush" not in repr(made)


@pytest.mark.parametrize("text", [SECRET, f"x{SECRET}y", SECRET[3:14], f"{SECRET[:10]} {SECRET[10:]}"])
def test_what_is_told_of_a_reply_holds_no_eight_characters_of_the_key_in_a_row(text: str) -> None:
    made = endpoint("https://models.example", "m", {KEY: SECRET})
    told = made.scrubbed(text)
    assert not [at for at in range(len(SECRET) - 7) if SECRET[at : at + 8] in told]
    assert made.scrubbed("Kenya has 120 laboratories.") == "Kenya has 120 laboratories."


def test_without_a_key_there_is_nothing_to_take_out() -> None:
    assert endpoint("https://models.example", "m", {}).scrubbed(SECRET) == SECRET


def test_a_name_that_leads_elsewhere_gets_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere:
        sent = b""

        def getpeername(self) -> tuple[str, int]:
            return "192.0.2.7", 80

        def close(self) -> None: ...

        def shutdown(self, _how: int) -> None: ...

        def sendall(self, data: bytes) -> None:
            Elsewhere.sent += data

    monkeypatch.setattr("socket.create_connection", lambda *_: Elsewhere())
    with pytest.raises(EndpointError, match="does not lead to this machine"):
        ask(endpoint("http://localhost:1/v1", "m", {KEY: SECRET}), [])
    assert Elsewhere.sent == b""


def test_nobody_there_is_one_clear_error() -> None:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match="ConnectionRefusedError") as refused:
        ask(endpoint(f"http://127.0.0.1:{port}/v1", "m", {KEY: SECRET}), [])
    assert SECRET not in str(refused.value)


def test_an_endpoint_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        endpoint("https://models.example", "m", {}).host = "elsewhere.example"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("host", "own"), [("localhost", True), ("127.1.2.3", True), ("::1", True), ("0.0.0.0", False), ("example", False)]
)
def test_loopback(host: str, own: bool) -> None:
    assert is_loopback(host) is own
