"""Questions that name several things or outlets."""

from __future__ import annotations

import pytest

from retrieval.understanding.comparisons import compared_outlets, parts_of
from retrieval.understanding.known import KnownNames

KNOWN = KnownNames(outlet_names=("Pell Courier", "Halder Ledger", "Reuters"))
BOTH = ("Pell Courier", "Halder Ledger")


@pytest.mark.parametrize(
    ("asked", "outlets", "subject"),
    [
        ("Compare how the Courier and the Ledger covered the flood", BOTH, "the flood"),
        ("How did the Courier and the Ledger report the toll?", BOTH, "the toll"),
        ("What do the Courier and the Ledger say about the toll?", BOTH, "the toll"),
        ("What does the Courier say versus the Ledger about the toll?", BOTH, "the toll"),
        ("How does the Courier’s coverage of the mill differ from the Ledger’s?", BOTH, "the mill"),
        ("Differences between the Courier and the Ledger on the toll", BOTH, "the toll"),
        ("Did the Courier and the Ledger agree on the toll?", BOTH, "the toll"),
        ("How do the papers differ on the cause of the sinking?", (), "the cause of the sinking"),
        ("Compare coverage of the flood across outlets", (), "the flood"),
    ],
)
def test_outlets_are_compared_on_a_subject(
    asked: str, outlets: tuple[str, ...], subject: str
) -> None:
    compared = compared_outlets(asked, KNOWN)
    assert compared is not None
    assert (compared.outlets, compared.subject) == (outlets, subject)


@pytest.mark.parametrize(
    "asked",
    [
        "Why did the Courier and the Ledger merge?",
        "Who owns the Courier and the Ledger?",
        "How did Smith and Jones report the crime?",
        "Compare inflation in Norland and Sudria",
        "What did the Courier say about the flood and the ferry?",
        "How were the newspapers sold?",
    ],
)
def test_other_questions_compare_no_outlets(asked: str) -> None:
    assert compared_outlets(asked, KNOWN) is None


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        (
            "Compare inflation in Norland and Sudria",
            ("inflation in Norland", "inflation in Sudria"),
        ),
        (
            "compare wages in Norland with Sudria since the war",
            ("wages in Norland since the war", "wages in Sudria since the war"),
        ),
        ("Compare the mill fire and the ferry sinking", ("the mill fire", "the ferry sinking")),
        (
            "What did Ida Marsh and Brenna Holt say about libraries?",
            (
                "What did Ida Marsh say about libraries?",
                "What did Brenna Holt say about libraries?",
            ),
        ),
    ],
)
def test_things_that_are_compared_are_searched_one_by_one(
    asked: str, parts: tuple[str, str]
) -> None:
    assert parts_of(asked) == parts


@pytest.mark.parametrize(
    "asked",
    [
        "When did the war between Norland and Sudria begin?",
        "What did Johnson and Johnson say?",
        "Who won the case of Tolle versus the council?",
        "How high is the tower compared to last year?",
    ],
)
def test_a_plain_and_joins_as_often_as_it_parts(asked: str) -> None:
    assert parts_of(asked) == ()
