"""What is logged of a request to a chat model: its tokens, its time and its price, never a word."""

from __future__ import annotations

import contextlib
import re

import pytest
from langchain_core.messages import BaseMessage, HumanMessage

from archive.errors import ChatModelUnavailable
from retrieval.chat.chat_model import ChatModel
from retrieval.chat.usage import Price, Usage
from tests.fakes.chat_models import ScriptedChatModel

PRICE = Price(input=2.5, output=10.0)
PROMPT: list[BaseMessage] = [HumanMessage("Is the secret quay burning?")]


def logged(model: ScriptedChatModel, caplog: pytest.LogCaptureFixture) -> str:
    caplog.set_level("INFO")
    chat = ChatModel(model, name="openai:small", price=PRICE)
    with contextlib.suppress(ChatModelUnavailable):
        assert "".join(chat.pieces(PROMPT, stage="draft"))
    [line] = [
        record.getMessage() for record in caplog.records if record.name.endswith("chat_model")
    ]
    assert "quay" not in caplog.text
    return re.sub(r"\d\.\d s", "N s", line)


def test_tokens_that_the_provider_counted_are_logged_with_model_time_and_cost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    model = ScriptedChatModel(replies=["The quay burned."], usage=(1200, 40))
    assert logged(model, caplog) == ("draft: openai:small: 1,200 tokens in, 40 out, N s, $0.0034")


def test_tokens_that_nobody_counted_are_estimated_and_marked_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    line = logged(ScriptedChatModel(replies=["The quay burned."]), caplog)
    assert line == "draft: openai:small: about 8 tokens in, about 5 out, N s, about $0.0001"


def test_what_a_failed_request_took_is_logged_too(caplog: pytest.LogCaptureFixture) -> None:
    model = ScriptedChatModel(replies=["The quay burned. It rained."], fail_after=2)
    assert logged(model, caplog).startswith("draft: openai:small: about 8 tokens in, about 4 out")


def test_without_a_price_no_cost_is_told() -> None:
    usage = Usage(model="m", input=1, output=2, counted=True, seconds=0.25)
    assert str(usage) == "m: 1 tokens in, 2 out, 0.2 s"


@pytest.mark.parametrize(
    ("text", "price"), [("", None), ("2.50/10.00", PRICE), ("0/0", Price(input=0, output=0))]
)
def test_a_price_is_read_as_it_is_set(text: str, price: Price | None) -> None:
    assert Price.read(text) == price
