from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive.chroma_places import Folder
from archive.errors import EmbedderUnavailable, SettingsError
from bot.cli import app
from bot.compose import Composition
from bot.doctor import (
    Check,
    Verdict,
    check_chat_model,
    check_folder,
    check_python,
    check_search,
    check_server,
    check_token,
    examine,
)
from bot.settings import Settings
from tests.fakes.compositions import composition, fed

TOKEN = f"{base64.b64encode(b'123456789012345678').decode().rstrip('=')}.Gx1y2z.a-b_c"


def by_name(compose: Callable[[], Composition]) -> dict[str, Check]:
    return {check.name: check for check in examine(compose)}


def test_a_sound_archive_has_nothing_wrong(tmp_path: Path) -> None:
    on = fed(composition(tmp_path / "home", chroma=True))
    checks = by_name(lambda: on)
    assert [name for name, check in checks.items() if check.verdict is not Verdict.OK] == [
        "discord token"
    ]
    assert checks["archive"].found == "1 article in 1 passage"
    assert checks["dense index"].found == "its files are sound"


def test_every_complaint_has_a_remedy(tmp_path: Path) -> None:
    for check in examine(lambda: composition(tmp_path / "none")):
        assert check.verdict is Verdict.OK or check.remedy


def test_settings_that_do_not_hold_end_the_examination() -> None:
    def compose() -> Composition:
        raise SettingsError("BACKFILE_X is not a setting.", "Take it away.")

    assert list(by_name(compose)) == ["python", "settings"]
    assert by_name(compose)["settings"].remedy == "Take it away."


def test_an_archive_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    check = by_name(lambda: composition(tmp_path / "none"))["archive"]
    assert check.verdict is Verdict.WARN
    assert "backfile ingest" in check.remedy
    assert not (tmp_path / "none").exists()


def test_an_archive_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").write_bytes(b"no database" * 500)
    assert by_name(lambda: composition(tmp_path))["archive"].verdict is Verdict.FAIL


def test_another_embedder_is_a_failure_that_names_both(tmp_path: Path) -> None:
    on = fed(composition(tmp_path))
    with on.catalogue() as catalogue:
        catalogue.set_meta("embedder", "fake:older")
    check = by_name(lambda: on)["archive's embedder"]
    assert check.verdict is Verdict.FAIL
    assert "fake:older" in check.found
    assert "fake:hashing" in check.found
    assert "reindex --embed" in check.remedy


def test_an_embedder_that_cannot_be_loaded_is_a_failure(tmp_path: Path) -> None:
    def missing(settings: Settings) -> None:
        raise EmbedderUnavailable("Its package is not installed.", "Install it.")

    on = Composition(settings=composition(tmp_path).settings, load_embedder=missing)  # type: ignore[arg-type]
    assert by_name(lambda: on)["embedder"].verdict is Verdict.FAIL


def test_passages_without_vectors_are_told(tmp_path: Path) -> None:
    on = fed(composition(tmp_path))
    with on.catalogue() as catalogue, catalogue.transaction() as db:
        db.execute("DELETE FROM vectors")
    assert "1 passage not embedded" in by_name(lambda: on)["indexes"].found


def test_a_damaged_dense_index_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    on = fed(composition(tmp_path / "home", chroma=True))
    damaged = next((tmp_path / "home" / "chroma").rglob("*.sqlite3"))
    damaged.write_bytes(damaged.read_bytes()[:100])
    check = by_name(lambda: on)["dense index"]
    assert check.verdict is Verdict.WARN
    assert "damaged" in check.found
    assert "backfile reindex" in check.remedy
    assert damaged.stat().st_size == 100


def test_a_dense_index_in_use_is_no_trouble(tmp_path: Path) -> None:
    on = fed(composition(tmp_path / "home", chroma=True))
    place = Folder(tmp_path / "home" / "chroma")
    try:
        assert by_name(lambda: on)["dense index"].found.startswith("in use")
    finally:
        place.leave()


def test_a_server_that_does_not_answer_is_a_failure() -> None:
    check = check_server("http://127.0.0.1:1")
    assert check.verdict is Verdict.FAIL
    assert "chroma run" in check.remedy


def test_an_old_python_is_a_failure() -> None:
    assert check_python((3, 10, 12)).verdict is Verdict.FAIL
    assert check_python((3, 11, 0)).verdict is Verdict.OK


def test_a_file_where_the_folder_should_be_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert check_folder("archive folder", tmp_path / "file" / "home").verdict is Verdict.FAIL
    assert check_folder("archive folder", tmp_path / "new" / "home").verdict is Verdict.OK


@pytest.mark.parametrize(
    ("token", "verdict"),
    [
        (TOKEN, Verdict.OK),
        ("", Verdict.WARN),
        (f" {TOKEN}", Verdict.FAIL),
        (f"'{TOKEN}'", Verdict.FAIL),
        (f"Bot {TOKEN}", Verdict.FAIL),
        ("a3nQ9sWc0vK7mZ1x", Verdict.FAIL),
        ("abc.def.ghi", Verdict.FAIL),
        (TOKEN.replace("-", "%"), Verdict.FAIL),
    ],
)
def test_a_token_is_judged_by_its_form_and_never_shown(token: str, verdict: Verdict) -> None:
    check = check_token(token)
    assert check.verdict is verdict
    assert not token or token.strip() not in f"{check.found} {check.remedy}"


def test_a_chat_model_that_is_not_there_is_a_failure_with_a_remedy() -> None:
    assert check_chat_model("", 30).verdict is Verdict.OK
    check = check_chat_model("nosuchprovider:model", 30)
    assert check.verdict is Verdict.FAIL
    assert check.remedy


def test_a_reranker_or_a_list_of_spellings_that_does_not_hold_is_a_failure(
    tmp_path: Path,
) -> None:
    assert check_search(tmp_path, "").verdict is Verdict.OK
    assert check_search(tmp_path, "tests.fakes.rerankers:make").verdict is Verdict.OK
    assert check_search(tmp_path, "tests.fakes.rerankers:absent").verdict is Verdict.FAIL
    (tmp_path / "aliases.txt").write_text("Tolen\n", encoding="utf-8")
    check = check_search(tmp_path, "")
    assert check.verdict is Verdict.FAIL
    assert "aliases.txt" in check.found


def test_the_command_prints_a_line_a_check_and_exits_by_the_worst(tmp_path: Path) -> None:
    on = fed(composition(tmp_path / "home"))
    sound = CliRunner().invoke(app, ["doctor"], obj=on)
    assert sound.exit_code == 0
    assert "warn  discord token: DISCORD_TOKEN is not set" in sound.stdout
    (tmp_path / "home" / "catalogue.sqlite3").write_bytes(b"no database" * 500)
    ill = CliRunner().invoke(app, ["doctor", "--json"], obj=on)
    assert ill.exit_code == 1
    assert json.loads(ill.stdout)["ok"] is False


def test_unknown_settings_are_a_finding_of_the_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKFILE_HOMME", "x")
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "did you mean BACKFILE_HOME?" in " ".join(result.stdout.split())
