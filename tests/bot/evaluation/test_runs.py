"""Runs that are kept, found again and compared."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from archive.errors import ArchiveError
from archive.overview import Overview
from bot.evaluation.conditions import conditions
from bot.evaluation.difference import compare
from bot.evaluation.figures import Gate
from bot.evaluation.report import report_json, report_lines
from bot.evaluation.runs import Run, find_run, keep_run, last_run, run_name
from bot.evaluation.verdicts import Expect, Verdict
from bot.settings import Settings
from retrieval.answers import AnswerStatus

BEGAN = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
HELD = Overview(
    articles=41,
    revisions=1,
    passages=86,
    undated=1,
    first=None,
    last=None,
    outlets=(),
    last_fed=BEGAN,
    to_embed=0,
    words=0,
    vectors=0,
    embedder="local",
)


def verdict(key: str = "k1", *faults: str, **changes: object) -> Verdict:
    plain = Verdict(
        key=key,
        number=1,
        question=f"What of {key}?",
        expect=Expect.ANSWER,
        status=AnswerStatus.ANSWERED,
        faults=faults,
        ranked=True,
        rank=2,
        cited=(True, False),
        shown="Repairs will take until June.",
        drafter="extractive",
        seconds=0.25,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def run(*verdicts: Verdict, cases: str = "cases.yaml", minutes: int = 0, **changes: object) -> Run:
    plain = Run(
        name=run_name(cases, BEGAN + timedelta(minutes=minutes)),
        cases=cases,
        digest="d1",
        made_with={"version": "0.1.0", "BACKFILE_CHAT_MODEL": ""},
        verdicts=verdicts or (verdict(),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def told(of: Run, before: Run | None = None, gates: Sequence[Gate] = ()) -> str:
    difference = compare(of, before) if before else None
    return "\n".join(line.plain for line in report_lines(of, difference, gates))


def test_a_run_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    whole = run(
        verdict(),
        verdict("k2", "declined", status=AnswerStatus.NOT_FOUND, rank=None, cited=()),
        verdict("k3", expect=None),
    )
    path = keep_run(tmp_path / "evaluations", whole)
    assert find_run(tmp_path / "evaluations", whole.name) == whole
    assert find_run(tmp_path, str(path)) == whole
    assert json.loads(path.read_text(encoding="utf-8"))["figures"]["answered_right"] == 0.5


def test_the_last_run_is_the_latest_of_the_same_file(tmp_path: Path) -> None:
    assert last_run(tmp_path / "none", "cases.yaml") is None
    first, second = run(), run(minutes=5)
    for one in (second, first, run(cases="other.yaml", minutes=9), run(cases="my cases.yaml")):
        keep_run(tmp_path, one)
    assert last_run(tmp_path, "cases.yaml") == second
    assert last_run(tmp_path, "nothing.yaml") is None


def test_a_run_is_found_by_how_its_name_begins_unless_several_begin_so(tmp_path: Path) -> None:
    first, second = run(), run(minutes=5)
    keep_run(tmp_path, first)
    keep_run(tmp_path, second)
    assert find_run(tmp_path, "20240301-1205") == second
    with pytest.raises(ArchiveError, match="2 runs begin with '20240301'"):
        find_run(tmp_path, "20240301")
    with pytest.raises(ArchiveError, match=rf"No run goes by '2023'.*{second.name}"):
        find_run(tmp_path, "2023")
    with pytest.raises(ArchiveError, match="None is kept yet"):
        find_run(tmp_path / "none", "2023")


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"format": 99}', '{"format": 1, "name": "a"}', "\x00", "[" * 9_999]
)
def test_a_damaged_run_is_named_with_the_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / f"{run().name}.json"
    path.write_text(text)
    with pytest.raises(ArchiveError, match=re.escape(str(path))) as refused:
        last_run(tmp_path, "cases.yaml")
    assert "move that file away" in refused.value.remedy


def test_a_run_that_cannot_be_written_whole_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        keep_run(tmp_path, run(verdict(shown=object())))
    assert list(tmp_path.iterdir()) == []


def test_cases_that_turned_are_told_with_the_settings_that_changed() -> None:
    before = run(verdict("k1"), verdict("k2", "declined"), verdict("k3", "declined"))
    after = run(
        verdict("k1", "showed a conflict"),
        verdict("k2", drafter="ollama:x"),
        verdict("k3", "declined"),
        verdict("k4"),
        minutes=5,
        digest="d2",
        made_with={"version": "0.1.0", "BACKFILE_CHAT_MODEL": "ollama:x"},
    )
    difference = compare(after, before)
    assert [one.key for one in difference.newly_wrong] == ["k1"]
    assert [one.key for one in difference.newly_right] == ["k2"]
    assert difference.conditions == {"BACKFILE_CHAT_MODEL": ("", "ollama:x")}
    assert (difference.added, difference.dropped) == (1, 0)
    text = told(after, before)
    assert "cases.yaml: 4 cases, 2 right, 2 wrong" in text
    assert "answers by extractive (3), ollama:x (1)" in text
    assert "BACKFILE_CHAT_MODEL: none, now ollama:x" in text
    assert "the file of cases has changed: 1 added, 0 dropped" in text
    assert re.search(r"right in all +0\.500 +0\.333 +\+0\.167 +of 4 cases", text)
    assert re.search(r"Newly wrong\n +1  What of k1\?\n +showed a conflict\nNewly right", text)
    assert re.search(r"Still wrong\n +1  What of k3\?\n +declined$", text)


def test_a_first_run_is_told_without_comparison() -> None:
    text = told(run(verdict("k1", "declined")))
    assert "Compared" not in text
    assert re.search(r"conflicts shown +-$", text, re.MULTILINE)
    assert re.search(r"Wrong\n +1  What of k1\?", text)


def test_gates_are_told_with_what_was_reached() -> None:
    gates = [
        Gate(name="mrr", required=0.6, value=0.5),
        Gate(name="answered_right", required=0.8, value=1.0),
        Gate(name="conflicts_shown", required=0.8, value=None),
    ]
    assert told(run(), gates=gates).splitlines()[-3:] == [
        "missed: mrr of 0.6 is required, it is 0.500",
        "reached: answered_right of 0.8 is required, it is 1.000",
        "missed: conflicts_shown of 0.8 is required, nothing measures it",
    ]


def test_what_strangers_wrote_is_made_harmless() -> None:
    hostile = run(verdict("k\x1b[2J1", "cites “\x1b[31mred”"), cases="a\x1b[2J.yaml")
    assert "\x1b" not in told(hostile, run())


def test_the_report_as_json_has_the_run_the_comparison_and_the_gates() -> None:
    gate = Gate(name="mrr", required=0.6, value=0.5)
    now, before = run(verdict("k1", "declined"), minutes=5), run()
    plain = json.loads(json.dumps(report_json(now, compare(now, before), [gate])))
    assert plain["run"]["verdicts"][0]["faults"] == ["declined"]
    assert plain["against"]["newly_wrong"] == ["k1"]
    assert plain["against"]["figures"]["right"] == 1.0
    assert plain["gates"] == [{"name": "mrr", "required": 0.6, "value": 0.5, "met": False}]
    assert report_json(now, None, [])["against"] is None


def test_what_a_run_is_made_with_tells_settings_and_archive_but_no_secret() -> None:
    settings = Settings(_env_file=None).model_copy(
        update={
            "chat_model": "openai:x",
            "discord_token": SecretStr("hunter2"),
            "chroma_url": "https://me:hunter2@chroma.example",
        }
    )
    made_with = conditions(settings, HELD, "local")
    assert made_with["BACKFILE_CHAT_MODEL"] == "openai:x"
    assert made_with["embedder"] == "local"
    assert made_with["articles"] == "41"
    assert made_with["last fed"] == "2024-03-01T12:00:00+00:00"
    assert "hunter2" not in json.dumps(made_with)
    assert not [name for name in made_with if "HOME" in name or "TOKEN" in name]
