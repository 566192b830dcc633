"""Foreign text in Discord: shown as written, never obeyed."""

from __future__ import annotations

import re

import pytest

from bot.discord.markdown import link, literal, literal_line


def shown(text: str) -> str:
    """What a reader sees of escaped text: backslashes that escape vanish."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("\u200b", "")


HOSTILE = [
    "**bold** __under__ *it* _it_ ~~gone~~ ||spoiler||",
    "`code` and ```py\nimport os\n```",
    "# Heading",
    "  ## Heading after spaces",
    "-# small print",
    "> quoted\n>>> all of it",
    "- list\n* list\n+ list\n1. list\n12) list",
    "[read this](https://evil.example) and [x](<https://evil.example>)",
    "see https://evil.example/a_b_c or discord.gg/invite",
    "<@123> <@!123> <@&123> <#123> </ask:123> <t:0:R> <:x:1> <a:x:1> <id:browse>",
    ":skull: at 10:30",
    "back\\slash and \\*escaped\\*",
    "@everyone @here @EVERYONE",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_character_by_character(text: str) -> None:
    assert shown(literal(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_character_of_hostile_text_stays_bare(text: str) -> None:
    bare = re.sub(r"\\.", "", literal(text))
    assert not re.search(r"[*_~|`<>#\[\]/]", bare)
    assert "://" not in bare
    assert not re.search(r"^\s*([-+]|\d+[.)])\s", bare, re.MULTILINE)


@pytest.mark.parametrize("ping", ["@everyone", "@here", "@Everyone", "<@1>", "<@!1>", "<@&1>"])
def test_a_mention_is_broken_for_the_server_that_ignores_backslashes(ping: str) -> None:
    assert not re.search(r"@(everyone|here|[!&]?\d)", literal(ping), re.IGNORECASE)
    assert shown(literal(ping)) == ping


def test_invisible_characters_cannot_hide_a_mention() -> None:
    assert literal("@\x00everyone") == "@\u200beveryone"
    assert literal("@\u202eeveryone") == "@\u200beveryone"


def test_an_address_for_mail_stays_as_it_is() -> None:
    assert literal("desk@post.example") == "desk@post.example"


def test_characters_that_break_messages_are_dropped() -> None:
    assert literal("a\ud800b\ufeffc\u2066d") == "abcd"


def test_line_breaks_of_every_kind_become_plain_ones() -> None:
    assert literal("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_a_line_holds_no_breaks() -> None:
    assert literal_line(" a\n\n# b\tc ") == "a \\# b c"


@pytest.mark.parametrize(
    ("url", "shown_link"),
    [
        ("https://post.example/a?b=c#d", "[open](<https://post.example/a?b=c#d>)"),
        ("http://post.example:8080/a", "[open](<http://post.example:8080/a>)"),
        ("https://post.example/a(b)_c", "[open](<https://post.example/a%28b%29_c>)"),
        ("https://post.example/@everyone", "[open](<https://post.example/%40everyone>)"),
        ("https://post.example/a|b>c", "[open](<https://post.example/a%7Cb%3Ec>)"),
        ("https://bücher.example/ä", "[open](<https://xn--bcher-kva.example/%C3%A4>)"),
    ],
)
def test_a_web_address_becomes_a_link_that_cannot_break_out(url: str, shown_link: str) -> None:
    assert link(url) == shown_link


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "ftp://post.example/a",
        "discord://invite",
        "//post.example/a",
        "https://discord.com@evil.example/",
        "https://post.example/a b",
        "https://post.example/a\nb",
        "https:///nowhere",
        "https://post.example:port/",
        "https://[::1",
        "https://<@123>/",
        "https://post.example/\ud800",
        "https://post.example/" + "a" * 700,
    ],
)
def test_anything_else_is_no_link(url: str) -> None:
    assert link(url) == ""
