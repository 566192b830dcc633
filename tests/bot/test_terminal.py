from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console
from rich.text import Text

from archive.articles import Kind
from bot.answer_json import answer_json
from bot.commands.ask import tell
from bot.console import console, print_json, print_lines, thinking, wrapped
from bot.printable import clipped, one_line, printable
from bot.terminal import answer_lines, citation_lines, passage_lines, sentences
from retrieval.answers import Answer, AnswerStatus, Gloss, Table
from retrieval.intents import Intent
from tests.bot.invented import SEARCHED, TABLE, answer, citation, sentence

ANSWER = answer(
    sentence("The bridge is closed.", 1),
    sentence("Repairs will take until June, the mayor said.", 1, 2),
    citations=(citation(1), citation(2, outlet="Evening Post", published=date(2024, 2, 5))),
)
SURVEY = replace(
    answer(
        sentence("The bridge closed.", 1),
        sentence("The bridge opened.", 2),
        citations=(citation(1), citation(2, published=date(2024, 2, 5))),
    ),
    intent=Intent.TIMELINE,
    table=TABLE,
)


def shown(lines: Iterable[Text], width: int = 80) -> str:
    out = io.StringIO()
    print_lines(lines, Console(file=out, width=width, markup=False, highlight=False))
    return out.getvalue()


def test_an_answer_has_its_markers_its_sources_and_what_was_searched() -> None:
    assert shown(answer_lines(ANSWER)).splitlines() == [
        "The bridge is closed. [1] Repairs will take until June, the mayor said. [1][2]",
        "",
        "Sources",
        "[1] Marrow bridge closes",
        "    Harbour Post, 3 Feb 2024",
        "    https://harbourpost.example/marrow-bridge",
        "[2] Marrow bridge closes",
        "    Evening Post, 5 Feb 2024",
        "    https://harbourpost.example/marrow-bridge",
        "",
        "Searched 41 of 2,979 articles from 1 Feb 2024 to 7 Feb 2024 · “last week” read",
        "as 1–7 Feb 2024 · outlet: Harbour Post · last fed 3 Mar 2024, 14:05 UTC",
    ]


GLOSSED = answer(
    replace(
        sentence("The bridge closed on Monday.", 1),
        glosses=(Gloss(start=18, end=27, text="29 Jan 2024"),),
    )
)


def test_a_note_stands_in_brackets_behind_what_it_explains() -> None:
    first = shown(answer_lines(GLOSSED)).splitlines()[0]
    assert first == "The bridge closed on Monday [= 29 Jan 2024]. [1]"


def test_in_json_the_text_stays_exact_and_notes_stand_beside_it() -> None:
    told = answer_json(GLOSSED)["sentences"][0]
    assert told["text"] == "The bridge closed on Monday."
    assert told["glosses"] == [{"start": 18, "end": 27, "text": "29 Jan 2024"}]


def test_a_quote_is_shown_unless_a_sentence_says_it_word_for_word() -> None:
    assert "    “Repairs will take until June”\n" in shown(citation_lines([citation()]))
    assert "“" not in shown(citation_lines([citation()], said=["Repairs will take until June."]))


def test_a_quote_with_marks_inside_gets_none_around_it() -> None:
    lines = shown(citation_lines([citation(quote="He said “no”.", passage="He said “no”.")]))
    assert "    He said “no”.\n" in lines


def test_quotes_of_one_number_stand_under_one_headline() -> None:
    lines = shown(citation_lines([citation(), citation(quote="The old bridge at Marrow")]))
    assert lines.count("[1]") == 1
    assert "“The old bridge at Marrow”" in lines


def test_conflicting_reports_are_dated_newest_first() -> None:
    conflict = answer(
        sentence("Nine died.", 1),
        sentence("Fourteen died.", 2),
        status=AnswerStatus.CONFLICTING,
        citations=(citation(1), citation(2, published=date(2024, 2, 5))),
    )
    lines = shown(answer_lines(conflict)).splitlines()
    assert lines[:3] == [
        "Reports conflict. Newest first:",
        "- 5 Feb 2024: Fourteen died. [2]",
        "- 3 Feb 2024: Nine died. [1]",
    ]


def test_an_abstention_says_what_was_searched_and_offers_the_nearest() -> None:
    nothing = answer(status=AnswerStatus.NOT_FOUND, nearest=(citation(),))
    text = shown(answer_lines(nothing), width=200)
    assert text.startswith(
        "Not in this archive. Nothing in 41 articles from 1 Feb 2024 to 7 Feb 2024 answers this.\n"
        "\nNearest passages, which do not answer it\n[1] Marrow bridge closes\n"
    )


def test_a_premise_that_nothing_bears_out_is_told_first() -> None:
    denial = "The archive does not say that Ulla\x1b[31m resigned."
    nothing = replace(answer(status=AnswerStatus.NOT_FOUND), premise=denial)
    first = shown(answer_lines(nothing), width=200).splitlines()[0]
    assert first.startswith("Not in this archive. The archive does not say that Ulla")
    assert first.endswith(
        "resigned. Nothing in 41 articles from 1 Feb 2024 to 7 Feb 2024 answers this."
    )
    assert "\x1b" not in first


def test_an_article_cited_twice_is_listed_once() -> None:
    second = replace(citation(2, quote="The old bridge at Marrow"), article_id="article-1")
    lines = shown(citation_lines([citation(), second, citation(3)])).splitlines()
    assert lines[0] == "[1][2] Marrow bridge closes"
    assert lines[3:6] == [
        "    [1] “Repairs will take until June”",
        "    [2] “The old bridge at Marrow”",
        "[3] Marrow bridge closes",
    ]


def test_opinion_and_corrections_are_marked() -> None:
    lines = shown(citation_lines([citation(kind=Kind.OPINION, correction="It was May.")]))
    assert "    Harbour Post, 3 Feb 2024 · opinion\n    Corrected: It was May.\n" in lines


def test_notes_and_removed_sentences_are_told() -> None:
    text = shown(answer_lines(replace(ANSWER, notes=("It timed out.",), removed=("a", "b"))))
    assert "It timed out.\n2 sentences left out: the archive did not bear it out.\n" in text


def test_a_correction_stands_under_its_source_alone() -> None:
    source = citation(correction="It was May.")
    corrected = answer(sentence("Yes.", 1), citations=(source,), notes=(source.corrected, "Slow."))
    text = shown(answer_lines(corrected))
    assert text.count("It was May.") == 1
    assert "Slow." in text


def test_nothing_from_the_archive_is_obeyed_by_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07[red]Title[/red]\u202e\x9b31m\x08 :smile:"
    lines = shown(
        [
            *answer_lines(
                answer(
                    sentence(hostile),
                    citations=(
                        citation(headline=hostile, outlet=hostile, url=hostile, quote=hostile),
                    ),
                    notes=(hostile,),
                    searched=replace(SEARCHED, filters={"outlet": hostile}, readings=(hostile,)),
                )
            ),
            *passage_lines(citation(headline=hostile, passage=hostile, quote=hostile)),
        ]
    )
    assert not any(character in lines for character in "\x1b\x9b\x07\x08\u202e")
    assert "owned" not in lines
    assert "[red]Title[/red] :smile:" in lines


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b[31mb\x1b[0mc", "abc"),
        ("a\x1b]8;;https://evil.example\x1b\\b\x1b]8;;\x1b\\c", "abc"),
        ("a\x1b]0;never ended", "a"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("a\x1bc", "a"),
        ("a\r\nb\rc", "a\nbc"),
        ("tab\tkept", "tab\tkept"),
        ("naïve “text” 日本", "naïve “text” 日本"),
    ],
)
def test_escape_sequences_go_whole(text: str, left: str) -> None:
    assert printable(text) == left


def test_one_line_has_single_spaces() -> None:
    assert one_line(" a\n\tb\u00a0 c\x1b[1m ") == "a b c"


def test_a_text_is_cut_at_a_word() -> None:
    assert clipped("one two three", 9) == "one two…"
    assert clipped("onetwothree", 6) == "onetw…"
    assert clipped("one", 3) == "one"


@pytest.mark.parametrize("width", [24, 40, 80])
def test_a_growing_answer_is_broken_as_the_whole_is(width: int) -> None:
    screen = Console(file=io.StringIO(), width=width)
    whole = wrapped(sentences(ANSWER), screen).plain
    part = wrapped(sentences(replace(ANSWER, sentences=ANSWER.sentences[:1])), screen).plain
    assert whole.startswith(part)
    assert max(map(len, whole.splitlines())) <= width


def chunks(whole: Answer) -> list[Answer]:
    empty = replace(whole, status=AnswerStatus.ANSWERED, sentences=(), citations=())
    parts = [replace(empty, sentences=(one,)) for one in whole.sentences]
    return [*parts, replace(whole, sentences=())]


@pytest.mark.parametrize("live", [True, False])
def test_an_answer_told_as_it_comes_looks_like_one_told_at_once(live: bool) -> None:
    out = io.StringIO()
    screen = Console(file=out, width=50)
    assert tell(chunks(ANSWER), screen, live=live) == ANSWER
    assert out.getvalue() == shown(answer_lines(ANSWER), width=50)


def test_a_conflict_found_while_telling_is_said_after_the_sentences() -> None:
    out = io.StringIO()
    conflict = replace(ANSWER, status=AnswerStatus.CONFLICTING)
    tell(chunks(conflict), Console(file=out, width=80), live=True)
    assert "[1][2]\nThese reports conflict; see below when each appeared.\n" in out.getvalue()
    assert out.getvalue().count("The bridge is closed.") == 1


def test_an_address_is_never_broken() -> None:
    url = "https://harbourpost.example/" + "a" * 120
    assert f"    {url}\n" in shown(citation_lines([citation(url=url)]))


def test_lines_keep_their_margin_when_broken() -> None:
    lines = shown([Text("    " + "word " * 30)], width=40).splitlines()
    assert len(lines) > 3
    assert all(line.startswith("    word") for line in lines)


@pytest.mark.parametrize("head", ["- ", "[1] ", "[1][12] ", "ok    "])
def test_what_follows_a_bullet_marker_or_label_stands_under_its_beginning(head: str) -> None:
    first, *others = shown([Text(head + "word " * 30)], width=40).splitlines()
    assert first.startswith(f"{head}word")
    assert others
    assert all(line.startswith(" " * len(head) + "word") for line in others)
    assert max(map(len, [first, *others])) <= 40


def encoded(encoding: str) -> tuple[io.BytesIO, io.TextIOWrapper]:
    raw = io.BytesIO()
    return raw, io.TextIOWrapper(raw, encoding=encoding, write_through=True)


def test_a_terminal_without_unicode_gets_what_comes_near() -> None:
    raw, stream = encoded("ascii")
    print_lines([Text("“Ça va” – 日 … \udcff ✓")], console(stream))
    assert raw.getvalue() == b'"Ca va" - ? ... ? ok\n'


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_json_is_exact_in_every_encoding(encoding: str) -> None:
    raw, stream = encoded(encoding)
    print_json({"text": "“é”"}, stream)
    assert raw.getvalue().decode(encoding).count("\n") == 3
    assert (b"\\u201c" in raw.getvalue()) == (encoding == "ascii")


def test_an_answer_as_json_has_every_part() -> None:
    value = answer_json(replace(ANSWER, nearest=(citation(3),), removed=("x",), notes=("y",)))
    assert list(value) == [
        "status",
        "question",
        "premise",
        "intent",
        "sentences",
        "table",
        "citations",
        "nearest",
        "searched",
        "removed",
        "notes",
        "drafter",
    ]
    assert value["sentences"][1] == {
        "text": "Repairs will take until June, the mayor said.",
        "citations": [1, 2],
        "glosses": [],
    }
    first = value["citations"][0]
    assert first["published"] == "2024-02-03"
    assert first["passage"][first["start"] : first["end"]] == first["quote"]
    assert (value["intent"], value["table"]) == ("fact", None)
    assert value["searched"]["since"] == "2024-02-01"
    assert value["searched"]["last_fed"] == "2024-03-03T14:05:00+00:00"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_that_an_answer_is_looked_for_until_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    with thinking(terminal) as found:
        found()
        until_then = terminal.getvalue()
    assert "Reading the archive…" in until_then
    assert terminal.getvalue() == until_then


def test_what_is_no_terminal_is_told_answers_only() -> None:
    stream = io.StringIO()
    with thinking(stream) as found:
        found()
    assert stream.getvalue() == ""


def test_a_survey_shows_labelled_sentences_its_table_and_its_note() -> None:
    lines = shown(answer_lines(SURVEY)).splitlines()
    assert lines[:10] == [
        "- 3 Feb 2024: The bridge closed. [1]",
        "- 5 Feb 2024: The bridge opened. [2]",
        "",
        "3 articles, 1 of them a copy",
        "month     Harbour Post  all",
        "Jan 2024             0    0",
        "Feb 2024             3    3",
        "Counted are articles that hold bridge.",
        "",
        "Sources",
    ]


def test_a_table_that_is_too_wide_is_shown_row_by_row_and_whole() -> None:
    wide = replace(TABLE, columns=("month", "A paper with a long name, " * 4, "all"))
    lines = " ".join(shown(answer_lines(replace(SURVEY, table=wide))).split())
    for text in ("- Jan 2024:", "- Feb 2024:", "name, 3, all 3"):
        assert text in lines


def test_a_tables_text_is_not_obeyed_by_the_terminal() -> None:
    hostile = "\x1b[2J[red]x[/red]\u202e"
    table = Table(title=hostile, columns=(hostile,), rows=((hostile,),), note=hostile)
    lines = shown(answer_lines(replace(SURVEY, table=table)))
    assert not any(character in lines for character in "\x1b\u202e")
    assert lines.count("[red]x[/red]") == 4


def test_a_survey_as_json_has_its_table() -> None:
    value = answer_json(SURVEY)
    assert value["intent"] == "timeline"
    assert value["table"] == {
        "title": "3 articles, 1 of them a copy",
        "columns": ["month", "Harbour Post", "all"],
        "rows": [["2024-01", "0", "0"], ["2024-02", "3", "3"]],
        "note": "Counted are articles that hold bridge.",
    }
