"""What an outlet took back is never evidence, and what it corrected is always said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.articles import Status
from archive.minilm import MiniLM
from archive.retractions import withdrawn_copies
from archive.store import ArchiveStore
from bot.wording import remarks
from ingest.pipeline import ingest
from retrieval.answers import Answer, AnswerStatus
from retrieval.chain import build_chain
from retrieval.question import Question
from retrieval.sources import find_sources
from tests.fakes.chat_models import ScriptedChatModel
from tests.fakes.stories import story

QUESTION = Question(
    text="How many people died when the ferry Maren Kyle sank?", asked=date(2024, 3, 1)
)
BODY = (
    "Nine people died when the ferry Maren Kyle sank off Port Averil in heavy weather, harbour "
    "police said on Friday. Another 42 were brought ashore by fishing boats from Skell.\n\n"
    "The ferry had left the quay at noon with cars and cattle on board. Its owner, Vale Lines, "
    "said that the ship had been inspected in autumn and found sound.\n\n"
    "Divers will go down to the wreck when the swell allows it, the harbour master said."
)


def record(outlet: str, **more: str) -> dict[str, str]:
    slug = outlet.lower().replace(" ", "")
    plain = {
        "url": f"https://{slug}.example/ferry",
        "title": "Ferry sinks off Port Averil",
        "body": BODY,
        "date": "2024-02-02",
        "outlet": outlet,
    }
    return plain | more


REPORTED = {"Averil Post", "Skell Courier"}


class Fed:
    """An archive that can be fed again."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._runs = 0
        self.store = ArchiveStore(folder / "archive", MiniLM(cache=cache))

    def feed(self, *records: dict[str, str]) -> None:
        self._runs += 1
        dump = self._folder / f"dump-{self._runs}.jsonl"
        dump.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        embedder = self.store.embedder
        assert isinstance(embedder, MiniLM)
        assert ingest([dump], self.store, count=embedder.count_tokens_many).failed == 0

    def ask(self, reply: str | None = None) -> Answer:
        model = ScriptedChatModel(replies=[reply]) if reply else None
        return build_chain(self.store, chat_model=model).invoke(QUESTION)


@pytest.fixture
def fed(tmp_path: Path, cache_home: Path) -> Iterator[Fed]:
    made = Fed(tmp_path, cache_home)
    made.feed(record("Averil Post"), record("Skell Courier"), *(story(n) for n in range(6)))
    yield made
    made.store.close()


def outlets_of(answer: Answer) -> set[str]:
    return {one.outlet for one in (*answer.citations, *answer.nearest)}


def test_a_report_retracted_after_it_was_taken_in_is_no_evidence_any_more(fed: Fed) -> None:
    assert fed.ask().status is AnswerStatus.ANSWERED
    fed.feed(record("Averil Post", status="retracted"), record("Skell Courier", status="retracted"))
    for reply in (None, "Nine people died when the ferry Maren Kyle sank [1]."):
        answer = fed.ask(reply)
        assert answer.status is AnswerStatus.NOT_FOUND
        assert not outlets_of(answer) & REPORTED
    assert not {one.outlet for one in find_sources(fed.store, QUESTION).citations} & REPORTED


@pytest.mark.parametrize("reply", [None, "Nine people died when the ferry sank, police said [1]."])
def test_a_copy_of_a_retracted_report_says_so(fed: Fed, reply: str | None) -> None:
    note = "Retraction: This report has been withdrawn, since the ferry did not sink."
    fed.feed(record("Averil Post", status="retracted", correction=note))
    answer = fed.ask(reply)
    assert outlets_of(answer) & REPORTED == {"Skell Courier"}
    [said] = [remark for remark in remarks(answer) if "retracted" in remark]
    assert "“Ferry sinks off Port Averil” in Averil Post" in said


def test_only_retracted_copies_count(fed: Fed) -> None:
    cited = [one.article_id for one in fed.ask().citations]
    assert withdrawn_copies(fed.store.catalogue, cited) == []
    fed.feed(record("Averil Post", status="removed"))
    cited = [one.article_id for one in fed.ask().citations]
    assert withdrawn_copies(fed.store.catalogue, cited) == []
    fed.feed(record("Averil Post", status="retracted"))
    [copy] = withdrawn_copies(fed.store.catalogue, cited)
    assert copy.status is Status.RETRACTED


CORRECTION = "Correction: An earlier version of this report misstated the number of dead."


def test_a_correction_is_said_of_what_is_cited_and_of_what_is_only_near(fed: Fed) -> None:
    fed.feed(
        record("Averil Post", body=f"{BODY}\n\n{CORRECTION}"),
        record("Skell Courier", status="retracted"),
    )
    cited = fed.ask()
    assert cited.status is AnswerStatus.ANSWERED
    near = fed.ask("NOT IN ARCHIVE")
    assert near.status is AnswerStatus.NOT_FOUND
    for answer, shown in ((cited, cited.citations), (near, near.nearest)):
        assert CORRECTION in {one.correction for one in shown}
        assert sum("misstated the number of dead" in note for note in answer.notes) == 1
        assert not any("misstated" in remark for remark in remarks(answer))  # stands at the source
    assert CORRECTION in {one.correction for one in find_sources(fed.store, QUESTION).citations}
