"""What Discord shows of an answer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from archive.articles import Kind
from bot.discord.folding import weight
from bot.discord.replies import (
    STILL_READING,
    answer_posts,
    passage_posts,
    passages_of,
    progress_post,
    source_posts,
)
from retrieval.answers import AnswerStatus, Gloss
from retrieval.sources import SourceList
from tests.bot.invented import PASSAGE, SEARCHED, answer, citation, sentence

FOOTER = (
    "-# Searched 41 of 2,979 articles from 1 Feb 2024 to 7 Feb 2024 · “last week” read as "
    "1–7 Feb 2024 · outlet: Harbour Post · last fed 3 Mar 2024, 14:05 UTC"
)


def test_an_answer_shows_its_sentences_sources_and_what_was_searched() -> None:
    posts = answer_posts(
        answer(sentence("The bridge closed."), sentence("It reopens in June.", 1, 2))
    )
    assert posts == [
        "**Answered**\n"
        "The bridge closed. [1] It reopens in June. [1][2]\n\n"
        "**Sources**\n"
        "[1] **Marrow bridge closes** — Harbour Post, 3 Feb 2024 · "
        "[open](<https://harbourpost.example/marrow-bridge>)\n"
        "[2] **Marrow bridge closes** — Harbour Post, 3 Feb 2024 · "
        "[open](<https://harbourpost.example/marrow-bridge>)\n\n" + FOOTER
    ]


def test_a_note_stands_in_brackets_behind_what_it_explains() -> None:
    dated = replace(
        sentence("It closed on Monday."), glosses=(Gloss(start=10, end=19, text="29 Jan 2024"),)
    )
    assert "It closed on Monday \\[= 29 Jan 2024\\]. [1]\n" in answer_posts(answer(dated))[0]


def test_the_question_is_repeated_harmlessly_where_it_is_not_in_view() -> None:
    asked = answer(sentence("Yes."), question="**Who**\n@everyone?")
    assert answer_posts(asked, echo=True)[0].startswith("> \\*\\*Who\\*\\* @\u200beveryone?\n**Ans")


def test_a_source_says_its_kind_its_correction_and_when_it_has_no_date() -> None:
    source = citation(published=None, kind=Kind.OPINION, correction="The toll was *nine*.", url="")
    [post] = answer_posts(answer(sentence("Nine died."), citations=(source,)))
    assert (
        "[1] **Marrow bridge closes** — Harbour Post, undated · opinion · "
        "corrected: The toll was \\*nine\\*.\n" in post
    )


def test_a_source_quoted_twice_is_listed_once_and_in_order() -> None:
    cited = (citation(2), citation(1), citation(2, quote="on Monday"))
    [post] = answer_posts(answer(sentence("It closed.", 2, 1), citations=cited))
    assert re.findall(r"^\[(\d)\]", post, re.MULTILINE) == ["1", "2"]


def test_an_article_cited_twice_is_listed_once_under_both_numbers() -> None:
    cited = (citation(1), replace(citation(2, quote="on Monday"), article_id="article-1"))
    [post] = answer_posts(answer(sentence("It closed.", 1, 2), citations=cited))
    assert post.count("**Marrow bridge closes**") == 1
    assert "\n[1][2] **Marrow bridge closes** — " in post


def test_conflicting_reports_are_dated_and_newest_first() -> None:
    cited = (
        citation(1, published=date(2024, 2, 1)),
        citation(2, published=date(2024, 2, 5)),
        citation(3, published=None),
    )
    posts = answer_posts(
        answer(
            sentence("Nobody counted.", 3),
            sentence("Seven died.", 1),
            sentence("Nine died.", 2),
            status=AnswerStatus.CONFLICTING,
            citations=cited,
        )
    )
    assert posts[0].startswith(
        "**Reports conflict.** Newest first:\n"
        "- 5 Feb 2024: Nine died. [2]\n"
        "- 1 Feb 2024: Seven died. [1]\n"
        "- undated: Nobody counted. [3]\n"
    )


def test_an_abstention_says_what_was_searched_and_offers_the_nearest_passages_as_such() -> None:
    nothing = answer(status=AnswerStatus.NOT_FOUND, nearest=(citation(),))
    [post] = answer_posts(nothing)
    assert post.startswith(
        "**Not in this archive.** Nothing in 41 articles from 1 Feb 2024 to 7 Feb 2024 "
        "answers this.\n\n**Nearest passages**, which do not answer it:\n[1] **Marrow bridge"
    )
    assert post.endswith(FOOTER)
    assert "Sources" not in post
    assert passages_of(nothing) == nothing.nearest


def test_a_premise_that_nothing_bears_out_is_told_first_and_pings_nobody() -> None:
    denial = "The archive does not say that @everyone *resigned*."
    [post] = answer_posts(replace(answer(status=AnswerStatus.NOT_FOUND), premise=denial))
    assert post.startswith("**Not in this archive.** The archive does not say that @")
    assert "@everyone" not in post
    assert "\\*resigned" in post


def test_an_abstention_over_an_empty_archive_says_so() -> None:
    searched = replace(SEARCHED, articles=0, of=0)
    [post] = answer_posts(answer(status=AnswerStatus.NOT_FOUND, searched=searched))
    assert "The archive is empty" in post


def test_filters_that_let_nothing_through_are_named_as_the_cause() -> None:
    searched = replace(SEARCHED, articles=0)
    [post] = answer_posts(answer(status=AnswerStatus.NOT_FOUND, searched=searched))
    assert "None of the 2,979 articles in this archive fits these filters." in post


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, "2,979 articles · "),
        (date(2024, 2, 1), None, "2,979 articles since 1 Feb 2024 · "),
        (None, date(2024, 2, 1), "2,979 articles until 1 Feb 2024 · "),
        (date(2024, 2, 1), date(2024, 2, 1), "2,979 articles of 1 Feb 2024 · "),
    ],
)
def test_the_window_is_said_as_far_as_it_is_bounded(
    since: date | None, until: date | None, said: str
) -> None:
    searched = replace(SEARCHED, since=since, until=until)
    assert said in answer_posts(answer(sentence("Yes."), searched=searched))[-1]


def test_notes_and_removed_sentences_are_told() -> None:
    posts = answer_posts(
        answer(sentence("Yes."), notes=("The chat model is away.",), removed=("Bad.", "Worse."))
    )
    assert "\n\n-# The chat model is away.\n-# 2 sentences left out: the archive did" in posts[0]
    assert "Bad." not in posts[0]


def test_a_long_answer_is_spread_over_messages_without_losing_a_sentence() -> None:
    texts = [f"Sentence number {number} says something of the bridge." for number in range(200)]
    posts = answer_posts(
        answer(*(sentence(text, number % 9 + 1) for number, text in enumerate(texts)))
    )
    assert len(posts) > 3
    assert all(weight(post) <= 2000 for post in posts)
    joined = " ".join(posts)
    for number, text in enumerate(texts):
        assert f"{text} [{number % 9 + 1}]" in joined
    assert posts[-1].endswith(FOOTER)


def test_many_long_sources_are_all_listed() -> None:
    cited = tuple(
        citation(n, headline=f"*{n}* " * 40, url=f"https://post.example/{'a' * 400}{n}")
        for n in range(1, 13)
    )
    posts = answer_posts(answer(sentence("Yes.", *range(1, 13)), citations=cited))
    assert all(weight(post) <= 2000 for post in posts)
    listed = re.findall(r"^\[(\d+)\] ", "\n".join(posts), re.MULTILINE)
    assert [int(n) for n in listed] == list(range(1, 13))
    assert "\n".join(posts).count("[open](<https") == 12


def test_hostile_text_anywhere_in_an_answer_is_disarmed() -> None:
    bad = "@everyone <@1> **b** [x](https://evil.example) ||s|| # h `c`"
    source = citation(headline=bad, outlet=bad, quote=bad, passage=bad, correction=bad)
    hostile = answer(
        sentence(bad),
        question=bad,
        searched=replace(SEARCHED, filters={bad: bad}, readings=(bad,)),
        citations=(source,),
        notes=(bad,),
    )
    shown = answer_posts(hostile, echo=True) + passage_posts([source]) + [progress_post(hostile)]
    for post in shown:
        assert not re.search(r"@(everyone|here|[!&]?\d)", post)
        bare = re.sub(r"\\.", "", post)
        assert not re.search(r"https?://(?!harbourpost)", bare)
        assert "||" not in bare
        assert "`" not in bare
        assert "<@" not in bare


def test_progress_shows_whole_sentences_of_one_message() -> None:
    texts = [f"Sentence number {number} says something of the bridge." for number in range(200)]
    post = progress_post(answer(*map(sentence, texts)))
    assert weight(post) <= 2000
    assert post.startswith(f"{texts[0]} [1] {texts[1]} [1]")
    assert post.endswith(f"bridge. [1]\n{STILL_READING}")


def test_progress_before_the_first_sentence_says_that_it_reads() -> None:
    assert progress_post(answer()) == STILL_READING


def test_a_passage_shows_what_was_quoted_in_bold_with_its_link() -> None:
    [post] = passage_posts([citation()])
    assert post == (
        "**[1] Marrow bridge closes**\n"
        "-# Harbour Post, 3 Feb 2024 · [open](<https://harbourpost.example/marrow-bridge>)\n"
        "The old bridge at Marrow closed on Monday. "
        "**Repairs will take until June**, the mayor said."
    )


def test_two_quotes_of_one_passage_are_both_bold_and_the_passage_shown_once() -> None:
    [post] = passage_posts([citation(), citation(quote="closed on Monday")])
    assert "The old bridge at Marrow **closed on Monday**. **Repairs will" in post


def test_a_quote_within_quotation_marks_keeps_them_close() -> None:
    passage = "She said: “We will rebuild.”\n\nNobody objected."
    [post] = passage_posts([citation(passage=passage, quote="We will rebuild.")])
    assert post.endswith("She said: “**We will rebuild.**”\nNobody objected.")


def test_a_quote_over_several_sentences_is_bold_throughout() -> None:
    [post] = passage_posts([citation(quote=PASSAGE)])
    assert post.endswith(
        "**The old bridge at Marrow closed on Monday.** "
        "**Repairs will take until June, the mayor said.**"
    )


def test_a_long_passage_is_told_whole() -> None:
    passage = " ".join(f"Line {number} of the report is here." for number in range(200))
    posts = passage_posts([citation(passage=passage, quote=passage[100:4000])])
    assert all(weight(post) <= 2000 for post in posts)
    words = re.sub(r"[*\\]", "", " ".join(posts))
    assert all(f"Line {number} of" in words for number in (0, 57, 199))


def test_sources_show_headline_outlet_date_link_and_what_is_nearest() -> None:
    found = SourceList(citations=(citation(1), citation(2)), searched=SEARCHED)
    [post] = source_posts("bridge_repairs", found)
    assert post == (
        "**2 articles** near “bridge\\_repairs”\n\n"
        "[1] **Marrow bridge closes** — Harbour Post, 3 Feb 2024 · "
        "[open](<https://harbourpost.example/marrow-bridge>)\n"
        "> Repairs will take until June\n\n"
        "[2] **Marrow bridge closes** — Harbour Post, 3 Feb 2024 · "
        "[open](<https://harbourpost.example/marrow-bridge>)\n"
        "> Repairs will take until June\n\n" + FOOTER
    )


def test_what_is_to_be_said_of_a_look_up_stands_under_its_sources() -> None:
    found = SourceList(citations=(citation(1),), searched=SEARCHED, notes=("It *failed*.",))
    [post] = source_posts("bridge", found)
    assert "-# It \\*failed\\*.\n\n-# Searched" in post


def test_sources_of_nothing_say_so_and_what_was_searched() -> None:
    [post] = source_posts("moon", SourceList(citations=(), searched=SEARCHED))
    assert post == f"Nothing in this archive is near “moon”.\n\n{FOOTER}"
