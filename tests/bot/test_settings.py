from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.errors import SettingsError
from bot.settings import Settings, described_settings, export_others, read_settings


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith("BACKFILE_") or name.upper() == "DISCORD_TOKEN":
            monkeypatch.delenv(name)


def dotenv(folder: Path, text: str) -> Path:
    path = folder / ".env"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    return caught.value


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / ".env")
    assert settings.embeddings == "local"
    assert settings.chat_model == ""
    assert settings.discord_token.get_secret_value() == ""


def test_settings_come_from_the_dotenv_file(tmp_path: Path) -> None:
    path = dotenv(tmp_path, "\ufeffBACKFILE_THREADS=3\nDISCORD_TOKEN='a.b.c'\n# BACKFILE_X=1\n")
    settings = read_settings(path)
    assert settings.threads == 3
    assert settings.discord_token.get_secret_value() == "a.b.c"


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKFILE_THREADS", "5")
    assert read_settings(dotenv(tmp_path, "BACKFILE_THREADS=3")).threads == 5


def test_an_empty_value_is_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKFILE_DISCORD_GUILD", "")
    assert read_settings(dotenv(tmp_path, "BACKFILE_THREADS=")).discord_guild is None


def test_a_tilde_is_the_home_folder(tmp_path: Path) -> None:
    settings = read_settings(dotenv(tmp_path, "BACKFILE_HOME=~/news"))
    assert settings.home == Path.home() / "news"


def test_a_level_may_be_written_small(tmp_path: Path) -> None:
    assert read_settings(dotenv(tmp_path, "BACKFILE_LOG_LEVEL=debug")).log_level == "DEBUG"


def test_an_unknown_name_in_the_environment_is_refused_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKFILE_EMBEDDING", "local")
    error = refusal(tmp_path / ".env")
    assert error.message == (
        "BACKFILE_EMBEDDING in the environment is not a setting; did you mean BACKFILE_EMBEDDINGS?"
    )


def test_an_unknown_name_in_the_file_is_refused(tmp_path: Path) -> None:
    assert "BACKFILE_CHROMA_URL?" in refusal(dotenv(tmp_path, "BACKFILE_CHROMA=x")).message


def test_a_name_near_to_none_is_refused_with_all_there_are(tmp_path: Path) -> None:
    message = refusal(dotenv(tmp_path, "BACKFILE_ZZZZZZZZ=x")).message
    assert all(name in message for name in described_settings())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("BACKFILE_THREADS=many", "BACKFILE_THREADS 'many' should be a valid integer."),
        ("BACKFILE_THREADS=0", "BACKFILE_THREADS '0' should be greater than or equal to 1."),
        ("BACKFILE_CHAT_TIMEOUT=nan", "BACKFILE_CHAT_TIMEOUT 'nan' should be a finite number."),
        ("BACKFILE_CHAT_PRICE=2.50", "BACKFILE_CHAT_PRICE '2.50' is not of the form it takes."),
        ("BACKFILE_CHAT_MODEL=gpt", "BACKFILE_CHAT_MODEL 'gpt' is not of the form it takes."),
        ("BACKFILE_CHROMA_URL=db:80", "BACKFILE_CHROMA_URL 'db:80' is not of the form it takes."),
        ("BACKFILE_DISCORD_GUILD=my", "BACKFILE_DISCORD_GUILD 'my' should be a valid integer."),
    ],
)
def test_a_value_that_will_not_do_is_named_with_what_the_setting_takes(
    tmp_path: Path, line: str, said: str
) -> None:
    error = refusal(dotenv(tmp_path, line))
    assert error.message == said
    assert described_settings()[line.partition("=")[0]] in error.remedy


def test_a_broken_line_is_named_and_not_passed_over(tmp_path: Path) -> None:
    error = refusal(dotenv(tmp_path, "BACKFILE_THREADS=2\nBACKFILE_HOME /srv/news\n"))
    assert "Line 2" in error.message


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"BACKFILE_HOME=\xff\xfe\x00")
    assert str(path) in refusal(path).message


def test_the_token_never_shows(tmp_path: Path) -> None:
    settings = read_settings(dotenv(tmp_path, "DISCORD_TOKEN=topsecret"))
    assert "topsecret" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_keys_of_providers_reach_the_packages_that_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_API_KEY", "kept")
    monkeypatch.setenv("OTHER_API_KEY", "")
    monkeypatch.delenv("OTHER_API_KEY")
    ours = "DISCORD_TOKEN=x\nBACKFILE_THREADS=3"
    export_others(dotenv(tmp_path, f"SOME_API_KEY=file\nOTHER_API_KEY=file\n{ours}"))
    assert os.environ["SOME_API_KEY"] == "kept"
    assert os.environ["OTHER_API_KEY"] == "file"
    assert "DISCORD_TOKEN" not in os.environ
    assert "BACKFILE_THREADS" not in os.environ


def test_every_setting_says_what_it_is_for() -> None:
    assert set(described_settings()) >= {"BACKFILE_HOME", "DISCORD_TOKEN"}
    assert all(len(text) > 20 for text in described_settings().values())
    assert len(described_settings()) == len(Settings.model_fields)
