from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import ArchiveBusy, ArchiveError
from bot.commands.discord import proxy, stirred, take_in
from tests.fakes.compositions import article, composition, fed


def test_searching_needs_an_archive_and_makes_none(tmp_path: Path) -> None:
    on = composition(tmp_path / "none")
    with pytest.raises(ArchiveError, match="There is no archive"), on.reading():
        pass
    assert not (tmp_path / "none").exists()


def test_searching_leaves_chroma_to_others(tmp_path: Path) -> None:
    on = fed(composition(tmp_path / "home", chroma=True))
    with on.owning() as owner, on.reading() as beside:
        assert owner.chroma is not None
        assert beside.chroma is None


def test_a_second_owner_goes_on_without_chroma_unless_it_must_not(tmp_path: Path) -> None:
    on = fed(composition(tmp_path / "home", chroma=True))
    with on.owning():
        with on.owning() as second:
            assert second.chroma is None
        with pytest.raises(ArchiveBusy), on.renewing(any_embedder=False):
            pass


def test_building_anew_needs_an_archive_and_keeps_others_from_feeding_it(tmp_path: Path) -> None:
    on = composition(tmp_path / "home")
    with pytest.raises(ArchiveError, match="There is no archive"), on.renewing(any_embedder=True):
        pass
    with (
        fed(on).renewing(any_embedder=True),
        on.reading() as beside,
        pytest.raises(ArchiveBusy),
        beside.feeding(),
    ):
        pass


def test_a_running_bot_takes_in_what_is_fed_beside_it(tmp_path: Path) -> None:
    on = fed(composition(tmp_path / "home", chroma=True))
    with on.owning() as bot:
        take_in(bot)
        assert not stirred(bot)
        fed(on, article("0123456789abcdef", headline="Eels counted"))
        assert bot.backlog().vectors == 1
        assert stirred(bot)
        take_in(bot)
        assert bot.backlog().vectors == 0
        assert bot.chroma is not None
        assert bot.chroma.count() == 2


def test_discord_is_reached_through_the_proxy_the_environment_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert proxy() is None
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert proxy() == "http://proxy.example:3128"
    monkeypatch.setenv("NO_PROXY", "discord.com")
    assert proxy() is None
