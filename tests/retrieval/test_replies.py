"""Replies come apart into the same sentences however they arrive."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.chat.replies import ReplyParser, says_not_in_archive
from retrieval.drafts import DraftSentence


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
    ("<Thinking>\nIs it?\n</Thinking>\n\nThe quay burned [1].", (1,)),
    ("The quay burned [1].\n<think>Or did it [2]? It", (1,)),
    (
        "<|channel|>analysis<|message|>See [3].<|end|><|start|>assistant"
        "<|channel|>final<|message|>The quay burned [1].",
        (1,),
    ),
    ("[1] The quay burned.", (1,)),
    ("[1]. The quay burned.", (1,)),
    ("[1]: The quay burned.", (1,)),
    ("1. [2] The quay burned.", (2,)),
    ("- [1][3] The quay burned.", (1, 3)),
    ("The quay burned ［1］.", (1,)),
    ("The quay burned (passages 1 and 2).", (1, 2)),
    ("The quay burned (see passage 2).", (2,)),
    ("The quay burned, according to passage 2.", (2,)),
    ("The quay burned, as stated in [2].", (2,)),
    ("According to Passage 1, the quay burned.", (1,)),
    ("According to [1], the quay burned.", (1,)),
    ("In passage 3, the quay burned.", (3,)),
    ("Passage 1 says that the quay burned.", (1,)),
    ("[1] states that the quay burned.", (1,)),
    ("Based on the provided passages, the quay burned [1].", (1,)),
    ("Answer: The quay burned [1].", (1,)),
    ("**Answer:** The quay burned [1].", (1,)),
    ("Final answer: The quay burned [1].", (1,)),
    ("## Answer\n\nThe quay burned [1].", (1,)),
    ("**Answer**\nThe quay burned [1].", (1,)),
    ("Here is the answer:\n- The quay burned [1].", (1,)),
    ("Sure, The quay burned [1].", (1,)),
    ("The quay burned [1].\n\nSources:\n[1] The Harbour Post, 1 Feb 2024", (1,)),
    ("The quay burned [1].\n\n**References**\n\n- [2] Quay burns. Nobody hurt.", (1,)),
    ("The quay burned [1]. Sources: [1], [2]", (1,)),
    ("The quay burned.\nSources: [1], [2]", (1, 2)),
    ("The quay burned.\n\n### Sources\n1. [3]", (3,)),
]


@pytest.mark.parametrize(("reply", "markers"), MARKED)
def test_markers_are_read_in_the_forms_models_use(reply: str, markers: tuple[int, ...]) -> None:
    assert parsed(reply) == [("The quay burned.", markers)]


def test_markers_before_each_sentence_are_that_sentences() -> None:
    assert parsed("[1] The quay burned. [2] The mayor left. [1][3] It rained.") == [
        ("The quay burned.", (1,)),
        ("The mayor left.", (2,)),
        ("It rained.", (1, 3)),
    ]
    assert parsed("[1] The quay burned. Nobody slept. [2]") == [
        ("The quay burned.", (1,)),
        ("Nobody slept.", (2,)),
    ]
    assert parsed("- [1] The quay burned. Nobody slept.") == [
        ("The quay burned.", (1,)),
        ("Nobody slept.", (1,)),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "Sources close to the mayor said she left [1].",
        "Passage 12 of the mine was flooded [1].",
        "A: B is a play by Ulla Bern, said critics [1].",
        "The data came from Skell [1].",
        "Ferries in group 2 sailed from pier 4 [1].",
    ],
)
def test_words_that_only_look_like_references_stay(reply: str) -> None:
    [(text, markers)] = parsed(reply)
    assert markers == (1,)
    assert text == reply.replace(" [1]", "").removeprefix("A: ")


def test_a_bracketed_year_or_age_in_prose_is_no_marker() -> None:
    assert parsed("Ilse Brandt (54) left Skell (1998) for good [1].") == [
        ("Ilse Brandt (54) left Skell (1998) for good.", (1,))
    ]


LONG = (
    "The quay burned at 5 a.m. Thursday [1]. It cost 1.2 million crowns.[1][3] Next, she said: "
    "“We go. They stay.” [1, 2] Nobody spoke.\n\n- One more thing [^1]\n- And **two** [2-4]\n[5]\n"
    "1. The mayor, J. K. Orme, left [1].\nNo marker here. See [the site](https://a.example/b) [2]."
)


REPLIES = [LONG, *(reply for reply, _ in MARKED)]


@pytest.mark.parametrize("reply", REPLIES)
def test_the_sentences_do_not_depend_on_where_the_reply_was_cut(reply: str) -> None:
    for cut in range(1, len(reply)):
        assert parsed(reply, cut) == parsed(reply), cut


def test_a_long_reply_comes_apart_into_its_sentences() -> None:
    assert len(parsed(LONG)) == 9


PARTS = [
    "The quay burned", "Ulla Bern left in May", "it cost 1.2 million crowns", "[1]", "[2][3]",
    "(1)", "【2】", "[^1]", ".", ".", "?", " ", " ", "\n", "\n\n", "- ", "1. ", "## Heading",
    "**bold**", "“We go. ", "They stay.” ", '"', "'", "(", ")", "<think>", "</think>", "Answer: ",
    "Sources:", "Passage 2 says that ", ", according to passage 1", "at 5 a.m. ", "Mr. Orme", "¹²",
    "[", "…", ":", "[a link](https://x.example)", "<|channel|>", "NOT IN ARCHIVE",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25), st.data())
def test_any_cutting_of_any_reply_gives_the_same_sentences(
    parts: list[str], data: st.DataObject
) -> None:
    reply = "".join(parts)
    cuts = data.draw(st.lists(st.integers(0, len(reply)), max_size=len(reply)).map(sorted))
    parser = ReplyParser()
    sentences: list[DraftSentence] = []
    for start, end in pairwise([0, *cuts, len(reply)]):
        sentences += parser.feed(reply[start:end])
    sentences += parser.close()
    assert [(one.text, one.markers) for one in sentences] == parsed(reply)


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


REFUSALS = [
    "NOT IN ARCHIVE",
    "Not in archive.",
    "**NOT IN ARCHIVE** [1]",
    "Not in the archive.",
    "The passages do not answer the question.",
    "The provided passages do not contain any information about the mayor [1][2].",
    "Based on the provided passages, I cannot determine why she left.",
    "Unfortunately, the passages don't say who won.",
    "I'm sorry, but I could not find an answer in the archive.",
    "I cannot answer this question.",
    "There is no information in the given passages about a ferry.",
    "There is no mention of a ferry in the passages.",
    "None of the passages mention a ferry.",
    "No information about this is given in the archive.",
    "The answer is not in the passages.",
    "The question cannot be answered from the provided context.",
    "This information is not provided in the passages.",
    "The archive doesn't directly say why the mayor resigned.",
]


@pytest.mark.parametrize("reply", REFUSALS)
def test_words_for_no_answer_are_recognised(reply: str) -> None:
    parser = ReplyParser()
    sentences = parser.feed(reply) + parser.close()
    assert [says_not_in_archive(sentence) for sentence in sentences] == [True]


@pytest.mark.parametrize(
    "reply",
    [
        "The passages do not say when, but the mayor resigned in May [1].",
        "The report does not mention any victims [1].",
        "The council did not answer the question [1].",
        "The mayor could not find a successor [1].",
        "The archive of Skell burned down [1].",
        "There is no information about the fire, police said [1].",
        "“I cannot answer this question,” she said [1].",
    ],
)
def test_what_tells_something_is_no_refusal(reply: str) -> None:
    parser = ReplyParser()
    sentences = parser.feed(reply) + parser.close()
    assert not any(map(says_not_in_archive, sentences))


@pytest.mark.parametrize("part", ["\n", " ", "[", "[1]\n", "(see ", "passage 1, 1, ", "“a. "])
def test_a_flood_of_one_sign_is_read_like_any_reply(part: str) -> None:
    sentences = parsed(part * (8_000 // len(part)), 400)
    assert all(text.strip() for text, _ in sentences)
