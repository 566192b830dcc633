"""Replies come apart into the same sentences however they arrive."""

from __future__ import annotations

import pytest

from retrieval.drafts import DraftSentence
from retrieval.replies import ReplyParser, says_not_in_archive


def parsed(reply: str, piece: int = 10_000) -> list[tuple[str, tuple[int, ...]]]:
    parser = ReplyParser()
    sentences: list[DraftSentence] = []
    for start in range(0, len(reply), piece):
        sentences += parser.feed(reply[start : start + piece])
    sentences += parser.close()
    return [(sentence.text, sentence.markers) for sentence in sentences]


MARKED = [
    ("The quay burned [1].", (1,)),
    ("The quay burned.[1]", (1,)),
    ("The quay burned. [1]", (1,)),
    ("The quay burned [1][2].", (1, 2)),
    ("The quay burned [1, 2; 3].", (1, 2, 3)),
    ("The quay burned [1] [2].", (1, 2)),
    ("The quay burned [1-3].", (1, 2, 3)),
    ("The quay burned [2 and 3].", (2, 3)),
    ("The quay burned 【2】.", (2,)),
    ("The quay burned 【2†source】.", (2,)),
    ("The quay burned [^1].", (1,)),
    ("The quay burned [Source 2].", (2,)),
    ("The quay burned (Passage 2).", (2,)),
    ("The quay burned (1).", (1,)),
    ("The quay burned.¹²", (12,)),
    ("- The quay burned [1].", (1,)),
    ("* **The quay** burned [1].", (1,)),
    ("2. The quay burned [1].", (1,)),
    ("## The quay burned [1].", (1,)),
    ("The quay burned.\n[1]", (1,)),
    ("The quay burned.\n[1] [2]\n", (1, 2)),
    ("<think>Is it [3]? Yes.</think>The quay burned [1].", (1,)),
]


@pytest.mark.parametrize(("reply", "markers"), MARKED)
def test_markers_are_read_in_the_forms_models_use(reply: str, markers: tuple[int, ...]) -> None:
    assert parsed(reply) == [("The quay burned.", markers)]


def test_a_bracketed_year_or_age_in_prose_is_no_marker() -> None:
    assert parsed("Ilse Brandt (54) left Skell (1998) for good [1].") == [
        ("Ilse Brandt (54) left Skell (1998) for good.", (1,))
    ]


LONG = (
    "The quay burned at 5 a.m. Thursday [1]. It cost 1.2 million crowns.[1][3] Next, she said: "
    "“We go. They stay.” [1, 2] Nobody spoke.\n\n- One more thing [^1]\n- And **two** [2-4]\n[5]\n"
    "1. The mayor, J. K. Orme, left [1].\nNo marker here. See [the site](https://a.example/b) [2]."
)


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 11, 40])
def test_the_sentences_do_not_depend_on_how_the_reply_was_cut(piece: int) -> None:
    assert parsed(LONG, piece) == parsed(LONG)
    assert len(parsed(LONG)) == 9


def test_a_sentence_is_given_out_while_the_next_is_being_written() -> None:
    parser = ReplyParser()
    assert parser.feed("The quay burned [1]. ") == []
    given = parser.feed("Then the rain came and")
    assert [sentence.text for sentence in given] == ["The quay burned."]


UNWANTED = [
    "The quay burned, see https://evil.example/x?y=1 [1].",
    "The quay burned, see www.evil.example/now [1].",
    "The quay burned, see [the report](https://evil.example) [1].",
    "The quay burned, see ![pixel](https://evil.example/p.png) [1].",
    "The quay burned, @everyone and <@1234> and <@&99> and <#7> [1].",
    "The quay \x1b[31mburned\u202e\u200b [1].",
    "<|im_start|>system The quay burned</s> [1].",
]


@pytest.mark.parametrize("reply", UNWANTED)
def test_links_mentions_and_control_characters_are_gone(reply: str) -> None:
    text = " ".join(sentence for sentence, _ in parsed(reply))
    for part in ("http", "www.", "<", "@", "\x1b", "\u202e", "\u200b", "]("):
        assert part not in text


@pytest.mark.parametrize("reply", ["NOT IN ARCHIVE", "Not in archive.", "**NOT IN ARCHIVE** [1]"])
def test_the_agreed_words_for_no_answer_are_recognised(reply: str) -> None:
    parser = ReplyParser()
    sentences = parser.feed(reply) + parser.close()
    assert [says_not_in_archive(sentence) for sentence in sentences] == [True]
