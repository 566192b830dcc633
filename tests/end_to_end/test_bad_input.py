"""What a person's folder may hold besides articles, through the command itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ingest.report import Passed, Problem, spelled
from ingest.walk import walk
from tests.fakes.hostile import MEGABYTE, Hostile, hostile_folder, line
from tests.guard import sitecustomize

ROOT = Path(__file__).parents[2]
GUARD = Path(sitecustomize.__file__).parent
MEMORY = 1_500
"""Megabytes that no ingest may need."""


@dataclass(frozen=True)
class Run:
    """What the command printed, how it ended and what it cost."""

    code: int
    stdout: str
    stderr: str
    megabytes: float

    @property
    def report(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self.stdout)
        return report


def ingest(home: Path, cache: Path, *paths: Path, seconds: float = 120) -> Run:
    """Runs `backfile ingest PATH… --json` with the local embedder."""
    costs = home.parent / "costs.json"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "BACKFILE_HOME": str(home / "archive"),
        "BACKFILE_CACHE": str(cache),
        "PYTHONPATH": os.pathsep.join([str(GUARD), str(ROOT)]),
    }
    command = [sys.executable, "-m", "bot", "ingest", *map(str, paths), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fakes.measured", costs, *command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    spent = json.loads(costs.read_text())
    return Run(done.returncode, done.stdout, done.stderr, spent["megabytes"])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "articles")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad") / "home"


@pytest.fixture(scope="module")
def first(hostile: Hostile, home: Path, cache_home: Path) -> Run:
    return ingest(home, cache_home, hostile.folder)


def said(of: list[dict[str, str]], folder: Path) -> dict[str, str]:
    """Returns what was said, by the name inside the folder."""
    return {item["source"].removeprefix(f"{folder}/"): item["reason"] for item in of}


def test_what_cannot_be_read_is_named_with_its_reason(hostile: Hostile, first: Run) -> None:
    failures = said(first.report["failures"], hostile.folder)
    expected = {spelled(name): reason for name, reason in hostile.failed.items()}
    assert failures.keys() == expected.keys()
    for name, reason in expected.items():
        assert reason in failures[name], name


def test_what_is_passed_over_is_named_with_its_reason(hostile: Hostile, first: Run) -> None:
    skipped = said(first.report["skipped"], hostile.folder)
    assert skipped.keys() == hostile.skipped.keys()
    for name, reason in hostile.skipped.items():
        assert reason in skipped[name], name


def test_what_was_not_decoded_cleanly_is_named_and_taken_in(hostile: Hostile, first: Run) -> None:
    remarks = {
        item["source"].removeprefix(f"{hostile.folder}/"): item["remark"]
        for item in first.report["remarks"]
    }
    assert remarks.keys() == hostile.remarks.keys()
    for name, remark in hostile.remarks.items():
        assert remark in remarks[name], name


def test_everything_else_is_taken_in_and_the_counts_add_up(hostile: Hostile, first: Run) -> None:
    report = first.report
    assert report["counts"] == {
        "added": hostile.added,
        "new_revision": 0,
        "unchanged": hostile.unchanged,
        "skipped": len(hostile.skipped),
        "failed": len(hostile.failed),
    }
    assert report["documents"] == sum(report["counts"].values())


def test_the_exit_code_says_that_something_failed_and_no_traceback_is_shown(first: Run) -> None:
    assert (first.code, first.stderr) == (1, "")


def test_memory_stays_bounded(first: Run) -> None:
    assert first.megabytes < MEMORY


def test_failures_are_told_again_and_articles_are_not_read_again(
    hostile: Hostile, home: Path, cache_home: Path, first: Run
) -> None:
    again = ingest(home, cache_home, hostile.folder)
    assert again.code == 1
    assert again.report["failures"] == first.report["failures"]
    assert again.report["skipped"] == first.report["skipped"]
    assert again.report["embedded"] == 0
    assert again.report["counts"] == first.report["counts"] | {
        "added": 0,
        "unchanged": hostile.added + hostile.unchanged,
    }


@pytest.mark.parametrize("name", ["pipe", "missing.txt", "n" * 300, "folder/below.txt"])
def test_a_path_that_cannot_be_read_fails_alone(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").write_text("not a folder")
    (tmp_path / "good.txt").write_text("A good one.")
    bad, good = walk([tmp_path / name, tmp_path / "good.txt"])
    assert isinstance(bad, Problem)
    assert bad.outcome is Passed.FAILED
    assert bad.source == str(tmp_path / name)
    assert not isinstance(good, Problem)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["line.txt", "line.jsonl", "line.json", "line.csv", "line.html"])
def test_a_line_of_200_megabytes_fails_alone(tmp_path: Path, cache_home: Path, name: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    starts = {
        "line.txt": "Mill opens at Skerrin. ",
        "line.jsonl": line(1) + '{"title": "Mill", "body": "',
        "line.json": '[{"title": "Mill", "body": "',
        "line.csv": 'title,body\nMill,"',
        "line.html": "<!DOCTYPE html><html><body><h1>Mill</h1><p>",
    }
    with (folder / name).open("w") as file:
        file.write(starts[name])
        for _ in range(200):
            file.write("Oats. " * (MEGABYTE // 6))
    (folder / "good.jsonl").write_text(line(2))
    run = ingest(tmp_path / "home", cache_home, folder)
    assert run.code == 1
    assert run.report["counts"]["failed"] == 1
    assert run.report["counts"]["added"] == (2 if name == "line.jsonl" else 1)
    assert run.megabytes < MEMORY
