"""Ctrl-C while feeding: it stops at once, says how to go on, and going on completes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from tests.fakes.stories import write_dump

ARTICLES = 400


def command(home: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "tests.fakes.command", str(home), "ingest", *more]


@pytest.mark.parametrize("table", ["articles", "vectors"])
def test_interrupted_it_says_how_to_go_on_and_run_again_it_completes(
    tmp_path: Path, table: str
) -> None:
    dump, home = write_dump(tmp_path / "dump.jsonl", ARTICLES), tmp_path / "archive"
    process = subprocess.Popen(
        command(home, str(dump)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_for_rows(home, table)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=20)
    assert (process.returncode, stdout) == (130, "")
    assert "run the same command again" in stderr
    assert "Traceback" not in stderr

    again = subprocess.run(command(home, str(dump), "--json"), capture_output=True, text=True)
    assert (again.returncode, again.stderr) == (0, "")
    report = json.loads(again.stdout)
    assert report["repairs"] == []
    assert report["counts"]["added"] + report["counts"]["unchanged"] == ARTICLES
    assert report["counts"]["unchanged"] > 0
    catalogue = Catalogue(home / "catalogue.sqlite3")
    assert catalogue.rows("SELECT count(*) FROM articles") == [(ARTICLES,)]
    assert catalogue.rows("SELECT count(*) FROM pending") == [(0,)]
    catalogue.close()


def wait_for_rows(home: Path, table: str) -> None:
    """Returns once there is something in a table of the archive that is being fed."""
    path, patience = home / "catalogue.sqlite3", time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < patience
        time.sleep(0.02)
    catalogue = Catalogue(path)
    while not catalogue.rows(f"SELECT 1 FROM {table} LIMIT 1"):
        assert time.monotonic() < patience
        time.sleep(0.02)
    catalogue.close()
