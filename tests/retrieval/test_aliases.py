"""Spellings of one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import SettingsError
from retrieval.text.aliases import Aliases, parse_sets, read_aliases
from retrieval.text.names import KnownNames, unsupported_names

OWN = """
# Places
Ardun Kel = Ardoun Kell = Ardûn Qel   # three ways
Tollen = Tolen
"""


@pytest.fixture
def aliases() -> Aliases:
    return Aliases(parse_sets(OWN, "aliases.txt"))


def test_a_name_gives_its_own_spelling_first_and_then_the_others(aliases: Aliases) -> None:
    assert aliases.groups("Who runs ardoun Kell’s school in Tolen?") == (
        ("ardoun Kell", "Ardun Kel", "Ardûn Qel"),
        ("Tolen", "Tollen"),
    )
    assert aliases.groups("Who runs the school in Ardun?") == ()


def test_a_text_is_given_in_every_spelling_of_its_first_name(aliases: Aliases) -> None:
    assert aliases.respelt("Mayor of Tolen") == ("Mayor of Tolen", "Mayor of Tollen")
    assert aliases.respelt("Mayor of Pell") == ("Mayor of Pell",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Did the U.S. agree?", {"US", "USA", "United States"}),
        ("Did he tell us?", set()),
        ("WHO declared it over?", {"WHO", "World Health Organization"}),
        ("who declared it over?", set()),
        ("Was Kiev shelled?", {"Kiev", "Kyiv"}),
    ],
)
def test_general_names_are_known_and_acronyms_only_in_capitals(
    tmp_path: Path, question: str, names: set[str]
) -> None:
    found = {name for group in read_aliases(tmp_path).groups(question) for name in group}
    assert names <= found
    assert bool(names) == bool(found)


def test_an_archives_own_list_adds_to_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "aliases.txt").write_text("﻿Kiev = Kiew\nPell = Pelle\n", encoding="utf-8")
    known = read_aliases(tmp_path)
    assert set(known.groups("Kiew")[0]) == {"Kiew", "Kiev", "Kyiv"}
    assert known.groups("Pelle") == (("Pelle", "Pell"),)


@pytest.mark.parametrize("line", ["Tolen", "Tolen =", "= Tolen", "Tolen = ?!", "Tolen, Tollen"])
def test_a_line_that_is_no_set_is_named_with_its_number_and_the_remedy(
    tmp_path: Path, line: str
) -> None:
    path = tmp_path / "aliases.txt"
    path.write_text(f"# ours\nPell = Pelle\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_aliases(tmp_path)
    assert f"Line 3 of {path}" in caught.value.message
    assert "Khan Younis = Khan Yunis" in caught.value.remedy


def test_a_list_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aliases.txt").write_bytes(b"\xff\xfe\x00Tolen")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_aliases(tmp_path)


def test_a_sentence_may_spell_a_name_otherwise_than_its_source_does() -> None:
    source = KnownNames("A minister of Qaddafi was in Odesa on Monday.")
    assert unsupported_names("On Monday in Odessa a minister of Gadhafi spoke.", [source]) == []
    assert unsupported_names("On Monday in Kharkiv somebody spoke.", [source]) == ["Kharkiv"]
