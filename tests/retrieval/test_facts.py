"""Figures, dates, names and quotations are found in the forms that news writes them in."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.text.days import DatedText, unsupported_dates
from retrieval.text.figures import unsupported_figures
from retrieval.text.names import KnownNames, unsupported_names
from retrieval.text.quotations import find_verbatim, quotations

SAME_FIGURES = [
    ("1.2 million", "1,200,000"),
    ("seventeen", "17"),
    ("the 17th", "the seventeenth"),
    ("forty-two", "42"),
    ("two hundred and five", "205"),
    ("$1.2m", "1.2 million dollars"),
    ("£3bn", "3 billion pounds"),
    ("half a million", "500,000"),
    ("a dozen", "12"),
    ("two", "both"),
    ("12 percent", "12%"),
    ("3 million", "between 3 and 5 million"),
    ("more than 3,000", "3,142"),
    ("nearly 2,000", "1,940"),
    ("about 100", "97"),
    ("over 60", "64"),
    ("a 34-year-old", "aged 34"),
    ("5 p.m.", "17:00"),
    ("5.30pm", "5:30 p.m."),
    ("3.45", "3.45 percent"),
    ("2-1", "2-1"),
]


@pytest.mark.parametrize(("text", "given"), SAME_FIGURES)
def test_one_figure_in_two_forms_is_the_same(text: str, given: str) -> None:
    assert unsupported_figures(f"It was {text} then", [f"They had {given} there."]) == []


OTHER_FIGURES = [
    ("17", "18"),
    ("1.2 million", "1.2 billion"),
    ("1.2 million", "1.2"),
    ("seventeen", "seventy"),
    ("more than 3,000", "2,900"),
    ("nearly 2,000", "2,100"),
    ("about 100", "140"),
    ("up to 80", "70"),
    ("more than 60", "95"),
    ("6 p.m.", "5 p.m."),
    ("3.5", "35"),
    ("third", "four"),
]


@pytest.mark.parametrize(("text", "given"), OTHER_FIGURES)
def test_another_figure_is_missed(text: str, given: str) -> None:
    assert unsupported_figures(f"It was {text} then", [f"They had {given} there."]) != []


PUBLISHED = date(2024, 1, 3)  # a Wednesday

SAME_DATES = [
    ("on 3 January 2024", "nothing"),
    ("on Wednesday", "nothing"),
    ("on 31 December 2023", "on Sunday"),
    ("on 2 January 2024", "yesterday"),
    ("on Jan. 5", "on 5 January"),
    ("on 5 January 2024", "on January 5"),
    ("on 28 December 2023", "on 28 December"),
    ("on 2024-02-07", "on the 7th of February"),
    ("on 7 May", "on 3, 5 and 7 May"),
    ("in March 2021", "on 9 March 2021"),
    ("in 2023", "last year"),
    ("in December", "last month"),
    ("in 2020", "four years ago"),
    ("in the 1990s", "in 1994"),
    ("on 20 December", "two weeks ago"),
]


@pytest.mark.parametrize(("text", "given"), SAME_DATES)
def test_a_date_that_follows_is_supported(text: str, given: str) -> None:
    source = DatedText(f"It was {given} there.", PUBLISHED)
    assert unsupported_dates(f"They came {text}.", [source]) == []


OTHER_DATES = [
    ("on 4 January 2024", "nothing"),
    ("on Monday", "on Sunday"),
    ("on 5 June", "on 5 May and 3 June"),
    ("on 7 May", "on 7 March"),
    ("on 3 and 9 May", "on 3 May"),
    ("in 2022", "in 2023"),
    ("in 2022", "last year"),
    ("in the 1980s", "in 1994"),
    ("on 5 January 2021", "on 5 January"),
]


@pytest.mark.parametrize(("text", "given"), OTHER_DATES)
def test_a_date_that_does_not_follow_is_missed(text: str, given: str) -> None:
    source = DatedText(f"It was {given} there.", PUBLISHED)
    assert unsupported_dates(f"They came {text}.", [source]) != []


GIVEN = (
    "Anna Holm, the mayor of Sankt Vey, met U.S. envoy Rolf Dahl at the World Grain Office. "
    "The Norvian ship Älva had left Spain. Gas prices fell. The GRA and the Skell Trust objected."
)
KNOWN = [
    *("Mayor Holm", "the Spanish", "Norvia", "the WGO", "Alva", "the US", "the American"),
    *("Grain Rail Authority", "Mr Dahl", "Holm's", "Holm-Dahl", "the Trust", "Skell's"),
]
UNKNOWN = [
    "Gordon Pell",
    "Mr Han",
    "the BX",
    "Istvan on Friday",
    "the Danish",
    "the WTO",
    "Anna Dahl",
    "Holmberg",
    "COVID-19X",
    "Pell's",
]


@pytest.mark.parametrize("name", KNOWN)
def test_a_name_that_was_given_is_known(name: str) -> None:
    assert unsupported_names(f"There they saw {name} again.", [KnownNames(GIVEN)]) == []


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_name_that_was_not_given_is_missed(name: str) -> None:
    assert unsupported_names(f"There they saw {name} again.", [KnownNames(GIVEN)]) != []


@pytest.mark.parametrize(
    "text",
    ["Villagers said so.", "Firefighters came.", "Moreover, Holm left.", "However, it fell."],
)
def test_a_common_word_that_opens_a_sentence_is_no_name(text: str) -> None:
    assert unsupported_names(text, [KnownNames(GIVEN)]) == []


QUOTED = [
    ("He said “we won’t go” twice.", ["we won’t go"]),
    ('He said "we won\'t go" twice.', ["we won't go"]),
    ("He said 'we won't go' twice.", ["we won't go"]),
    ("He said ‘we won’t go’ twice.", ["we won’t go"]),
    ("He said «we won’t go» twice.", ["we won’t go"]),
    ("He said „we won’t go“ twice.", ["we won’t go"]),
    ("“One,” he said, “two.”", ["One,", "two."]),
    ("He said “she told me ‘no’ again”.", ["she told me ‘no’ again"]),
    ("The boys' club and the girls' team don't.", []),
    ("He said “we won’t go", ["we won’t go"]),
]


@pytest.mark.parametrize(("text", "found"), QUOTED)
def test_quotations_are_found_in_every_style(text: str, found: list[str]) -> None:
    listed = list(quotations(text))
    assert [quotation.text for quotation in listed] == found
    assert all(text[q.start : q.end] == q.text for q in listed)


def test_only_marks_and_spaces_may_differ_in_a_verbatim_match() -> None:
    text = "He told us:\u00a0“We  won’t ‘go’, ever.”"
    span = find_verbatim('we won\'t "go", ever', text)
    assert span is not None
    assert text[slice(*span)] == "We  won’t ‘go’, ever"
    for other in ("We won't go, ever", "We won't go", "e won", "we will not go", ""):
        assert find_verbatim(other, text) is None
