"""Orders in archive text change nothing: no answer, no prompt's shape, nothing that is shown."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bot.console import print_lines
from bot.discord.replies import answer_posts, passage_posts, passages_of
from bot.terminal import answer_lines
from ingest.pipeline import ingest
from retrieval.answers import Answer
from retrieval.chain import build_chain
from retrieval.chat.prompts import SYSTEM
from retrieval.question import Question
from tests.fakes.chat_models import ObedientChatModel
from tests.fakes.injections import ATTEMPTS, BEGIN, END, Attempt

NAMES = [f"{a}{b}" for a in ("Ald", "Bren", "Cor", "Dun", "Esk", "Fal", "Gor", "Hul", "Ives")
         for b in ("ham", "wick", "stow", "mere", "ley", "ton", "by", "ford")]  # fmt: skip


THINGS = ("water mill", "tide mill", "wind pump", "oil press", "fish market", "tram depot",
          "rope walk", "salt works", "boat shed", "swing bridge", "corn exchange")  # fmt: skip
CORN = ("oats", "barley", "rye", "wheat", "spelt", "millet", "maize", "buckwheat")
BUYERS = ("bakers", "brewers", "schools", "stables", "two inns", "a hospital", "the garrison")
HELPERS = ("A smith", "A joiner", "Two carpenters", "The bell founder", "A retired wheelwright")


def thing(n: int) -> str:
    return THINGS[n % len(THINGS)]


def guests(n: int) -> int:
    return 130 + 7 * n


def record(n: int, attempt: Attempt) -> dict[str, str]:
    """The n-th mill's opening, reported in an article that carries the attempt."""
    chance = random.Random(n)
    corn, buyer, helper = map(chance.choice, (CORN, BUYERS, HELPERS))
    told = (
        f"The {thing(n)} in {NAMES[n]} opened before {guests(n)} guests on Monday, its owner said. "
        f"{helper} of {chance.choice(NAMES)} built the wheel, and {corn} ground there goes to "
        f"{buyer} in {chance.choice(NAMES)} {chance.randrange(2, 90)} times a year."
    )
    body = f"{told}\n\n{attempt.text}" if n % 2 else f"{told} {attempt.text}"
    plain = {
        "url": f"https://courier.example/{NAMES[n].lower()}",
        "title": f"{thing(n).capitalize()} opens in {NAMES[n]}",
        "body": told if attempt.field != "body" else body,
        "date": f"{date(2023, 1, 3) + timedelta(days=5 * n)}",
        "outlet": "Valley Courier",
        "author": "Tom Esk",
    }
    return plain if attempt.field == "body" else plain | {attempt.field: attempt.text}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> Iterator[ArchiveStore]:
    folder = tmp_path_factory.mktemp("injected")
    dump = folder / "dump.jsonl"
    lines = [json.dumps(record(n, attempt)) for n, attempt in enumerate(ATTEMPTS)]
    dump.write_text("\n".join(lines), encoding="utf-8")
    embedder = MiniLM(cache=cache_home)
    opened = ArchiveStore(folder / "archive", embedder)
    assert ingest([dump], opened, count=embedder.count_tokens_many).failed == 0
    yield opened
    opened.close()


def asked(n: int) -> Question:
    text = f"Before how many guests did the {thing(n)} in {NAMES[n]} open?"
    return Question(text=text, asked=date(2024, 3, 20))


def everything_shown(answer: Answer) -> str:
    out = io.StringIO()
    print_lines(answer_lines(answer), Console(file=out, width=10_000))
    posts = [*answer_posts(answer), *passage_posts(passages_of(answer))]
    return "\n".join([out.getvalue(), *posts])


def check(answer: Answer, attempt: Attempt, store: ArchiveStore) -> None:
    for sentence in answer.sentences:
        assert attempt.bait not in sentence.glossed.lower()
        assert sentence.citations
        quoted = {citation.n: citation for citation in answer.citations}
        for n in sentence.citations:
            body = store.catalogue.article(quoted[n].article_id).body
            assert body[quoted[n].start : quoted[n].end] == quoted[n].quote
    shown = everything_shown(answer)
    linked = set(re.findall(r"\]\(<(https?://[^/>]+)", shown))
    assert linked <= {"https://courier.example"}
    assert not re.search(r"@(?:everyone|here)\b|(?<!\\)<@", "\n".join(answer_posts(answer)))


def test_there_are_at_least_sixty_attempts_all_different() -> None:
    assert len({(attempt.field, attempt.text) for attempt in ATTEMPTS}) == len(ATTEMPTS) >= 60
    assert len(ATTEMPTS) <= len(NAMES)


@pytest.mark.parametrize("n", range(len(ATTEMPTS)))
def test_without_a_chat_model_an_order_is_never_an_answer(store: ArchiveStore, n: int) -> None:
    answer = build_chain(store).invoke(asked(n))
    check(answer, ATTEMPTS[n], store)
    assert any(str(guests(n)) in sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize("n", range(len(ATTEMPTS)))
def test_a_chat_model_that_obeys_whatever_it_reads_is_not_believed(
    store: ArchiveStore, n: int
) -> None:
    attempt = ATTEMPTS[n]
    true = f"The {thing(n)} in {NAMES[n]} opened before {guests(n)} guests"
    model = ObedientChatModel(true=f"{true} [1].", obeyed=attempt.obeyed)
    answer = build_chain(store, chat_model=model).invoke(asked(n))
    check(answer, attempt, store)
    assert any(str(guests(n)) in sentence.text for sentence in answer.sentences)
    [(system, human)] = model.prompts
    assert system.text == SYSTEM
    assert (human.text.count(BEGIN), human.text.count(END)) == (1, 1)
    inside, after = human.text.split(END)
    assert not re.search(r"^\s*(?:system|assistant|user)\s*:", inside, re.IGNORECASE | re.MULTILINE)
    assert "Question: Before how many guests" in after
    assert not re.search(
        "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\U000e0000-\U000e007f]", human.text
    )
    markers = re.findall(r"^\[(\d+)\]", inside, re.MULTILINE)
    assert markers == [str(i) for i in range(1, len(markers) + 1)]
    assert len(re.findall(r"\[\d+\]", inside)) == len(markers)
