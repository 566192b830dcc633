"""What the terminal shows of how passages were ranked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answer_json import considered_json
from bot.explained import SHOWN, considered_lines
from retrieval.answers import Considered

USED = Considered(
    n=1,
    passage_id="a.1.0",
    article_id="a",
    headline="Marrow bridge closes",
    outlet="Harbour Post",
    published=date(2024, 2, 3),
    score=1.25,
    scores={"body": 12.5, "headline": 0.0, "cosine": 0.61},
    ranks={"body": 2, "cosine": 1},
)
DROPPED = replace(USED, n=0, score=0.5, left_out="a copy of a report that is used")


def shown(*considered: Considered) -> str:
    return "\n".join(line.plain for line in considered_lines(considered))


def test_a_candidate_is_shown_with_each_stages_score_and_rank() -> None:
    text = shown(USED)
    assert "1. 1.250 Marrow bridge closes (Harbour Post, 3 Feb 2024)" in text
    assert "body 12.50 #2 · cosine 0.61 #1" in text
    assert "used, as number 1" in text
    assert "left out" not in text


def test_what_was_left_out_is_shown_with_the_reason() -> None:
    assert "2. 0.500 Marrow bridge closes" in shown(USED, DROPPED)
    assert "left out: a copy of a report that is used" in shown(USED, DROPPED)


def test_a_long_list_is_cut_but_never_what_was_used() -> None:
    rows = [DROPPED] * (SHOWN + 10) + [USED]
    assert shown(*rows).count("left out") == SHOWN
    assert f"{SHOWN + 11}. 1.250" in shown(*rows)


def test_a_hostile_headline_cannot_move_the_cursor_or_break_the_line() -> None:
    text = shown(replace(USED, headline="One\n\x1b[2Jtwo", outlet=""))
    assert "\x1b" not in text
    assert "One two (3 Feb 2024)" in text


def test_no_candidate_at_all_is_said() -> None:
    assert "No passage came into question." in shown()


def test_json_has_every_candidate() -> None:
    [row] = considered_json([USED])["considered"]
    assert row["published"] == "2024-02-03"
    assert row["ranks"] == {"body": 2, "cosine": 1}
    assert row["left_out"] == ""
