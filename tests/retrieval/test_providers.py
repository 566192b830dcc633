"""The clients of real providers, against a provider on loopback: streaming, tokens, every fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date

import pytest
from langchain_core.language_models import BaseChatModel

from archive.store import ArchiveStore
from retrieval.answers import AnswerStatus
from retrieval.chain import build_chain
from retrieval.chat.generative import GenerativeDrafter
from retrieval.chat.providers import load_chat_model
from retrieval.question import Question
from tests.fakes.archive_text import make_evidence
from tests.fakes.provider_server import Fault, ProviderServer

KEY = "sk-a-key-that-nobody-may-see"
REPLY = "The quay at Skell burned down [1]. Nobody was hurt [1]."
QUAY = [make_evidence("The quay at Skell burned down on Friday. Nobody was hurt.")]
ASKED = Question(text="What happened to the quay?", asked=date(2024, 3, 1))
MAYOR = Question(text="When will Haldermouth elect its new mayor?", asked=date(2026, 3, 20))

Serve = Callable[..., tuple[ProviderServer, BaseChatModel]]


@pytest.fixture(params=["openai", "ollama"])
def provider(request: pytest.FixtureRequest) -> str:
    """A provider whose client is among the tools for tests."""
    pytest.importorskip(f"langchain_{request.param}")
    return str(request.param)


@pytest.fixture
def serve(provider: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts a provider and returns it with a model of it."""
    with ExitStack() as stack:

        def start(fault: Fault = Fault.NONE, reply: str = REPLY, timeout: float = 20.0):  # type: ignore[no-untyped-def]
            server = stack.enter_context(ProviderServer(reply, fault=fault))
            monkeypatch.setenv("OPENAI_API_KEY", KEY)
            monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")
            monkeypatch.setenv("OLLAMA_HOST", server.url)
            model = load_chat_model(f"{provider}:invented", timeout=timeout, context=4096)
            return server, model

        yield start


def test_a_reply_streams_in_sentences(serve: Serve) -> None:
    server, model = serve()
    sentences = list(GenerativeDrafter(model).draft(ASKED, QUAY))
    assert [(one.text, one.markers) for one in sentences] == [
        ("The quay at Skell burned down.", (1,)),
        ("Nobody was hurt.", (1,)),
    ]
    [request] = server.requests
    assert request["stream"] is True
    assert [message["role"] for message in request["messages"]] == ["system", "user"]


def test_ollama_is_asked_for_the_context_that_is_counted_on(serve: Serve, provider: str) -> None:
    server, model = serve()
    list(GenerativeDrafter(model).draft(ASKED, QUAY))
    options = server.requests[0].get("options", {})
    assert options.get("num_ctx") == (4096 if provider == "ollama" else None)


def test_the_tokens_that_the_provider_counted_are_logged(
    serve: Serve, provider: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    _, model = serve()
    if provider == "openai":  # asked of OpenAI itself by default, of a server of another make not
        model = model.model_copy(update={"stream_usage": True})
    list(GenerativeDrafter(model, name="m").draft(ASKED, QUAY))
    assert "draft: m: 120 tokens in, 14 out" in caplog.text


FAULTS = {
    Fault.UNAUTHORISED: "API key",
    Fault.UNKNOWN_MODEL: "model's name",
    Fault.RATE_LIMITED: "quota",
    Fault.BROKEN: "trouble of its own",
    Fault.SILENT: "BACKFILE_CHAT_TIMEOUT",
    Fault.CUT: "connection broke|can be reached",
    Fault.GARBLED: "address",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_in_the_archives_own_sentences_and_a_note_without_secrets(
    serve: Serve, sample_store: ArchiveStore, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    caplog.set_level("DEBUG", logger="retrieval")
    caplog.set_level("DEBUG", logger="bot")
    timeout = 0.5 if fault is Fault.SILENT else 20.0
    _, model = serve(fault, reply="Unheard " * 40, timeout=timeout)
    chain = build_chain(sample_store, chat_model=model, chat_name="x:y", chat_timeout=timeout)
    answer = chain.invoke(MAYOR)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.drafter == "extractive"
    assert "April 26" in answer.sentences[0].text
    [note, *_] = answer.notes
    assert note.startswith("The chat model x:y ")
    assert note.endswith("The answer is made of the archive's own sentences instead.")
    for secret in (KEY, "Bearer", "bad request", "passages and a question"):
        assert secret not in caplog.text
        assert secret not in " ".join(answer.notes)
    assert re.search(FAULTS[fault], caplog.text)


def test_every_fault_is_tested() -> None:
    assert FAULTS.keys() == set(Fault) - {Fault.NONE}


def test_sentences_heard_before_the_stream_was_cut_stay_and_it_is_said(
    serve: Serve, sample_store: ArchiveStore
) -> None:
    reply = "Haldermouth elects its mayor on April 26 [1]. Turnout was " + "low and lower " * 9
    server, model = serve(Fault.CUT, reply=reply)
    server.faulty_after = 12
    answer = build_chain(sample_store, chat_model=model, chat_name="x:y").invoke(MAYOR)
    assert answer.drafter == "x:y"
    assert [one.text for one in answer.sentences] == ["Haldermouth elects its mayor on April 26."]
    assert answer.notes[0].startswith("The chat model x:y failed")
