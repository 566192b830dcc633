"""Faithful paraphrases pass: removing true sentences is as bad as letting false ones through."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.drafts import DraftSentence
from retrieval.grounding.ground import Supported, ground
from tests.fakes.archive_text import make_evidence

SHOWN = [
    make_evidence(
        "A fire destroyed the Old Corn Exchange in Tarnwick early on Sunday, and three "
        "firefighters were taken to St. Olave's Hospital with burns. About 120 people were "
        "evacuated from "
        "nearby flats. “The roof went in minutes,” said Hanna Voss, chief of the Tarnwick Fire "
        "Service. The cause is not yet known.",
        n=1,
        headline="Blaze guts Tarnwick landmark",
        outlet="Tarnwick Gazette",
        published=date(2024, 3, 4),
        before="By Emil Strand",
        after="The building, opened in 1874, had been empty for two years.",
    ),
    make_evidence(
        "Norvia's central bank raised its key interest rate by half a percentage point to 4.75% on "
        "Wednesday, the seventh rise in a row. Inflation stood at 8.1 percent in August, down "
        "from 8.6 percent in July. Governor Leo Anstrup said the bank “will do what is needed”, "
        "but added that a pause in November was possible.",
        n=2,
        headline="Norvian rates rise again",
        outlet="The Northern Ledger",
        published=date(2023, 9, 14),
    ),
    make_evidence(
        "The Dunmore to Skell railway will not reopen this year, the operator Vale Trains "
        "announced. Repairs to the Orrin viaduct, which was damaged by floods last December, will "
        "cost 2.3 million crowns. Buses will run every 30 minutes between 6 a.m. and 11 p.m. until "
        "the line reopens.",
        n=3,
        headline="Skell line stays shut",
        outlet="Tarnwick Gazette",
        published=date(2024, 5, 17),
    ),
    make_evidence(
        "Striker Aiko Laine scored twice as Tarnwick Rovers beat Port Averil 3-1 to win the League "
        "Cup in front of 41,206 spectators. The 23-year-old, who joined from Skell Town in 2022, "
        "dedicated the trophy to her late father. Coach Ruth Mbeki praised “a team without fear”.",
        n=4,
        headline="Laine double wins the cup",
        outlet="The Northern Ledger",
        published=date(2024, 5, 26),
    ),
    make_evidence(
        "The government of Prime Minister Oskar Lind survived a no-confidence vote by 88 votes to "
        "84 on Tuesday night. The opposition Farmers' Party accused him of hiding the cost of the "
        "harbour at Lund Vale, which has risen from 1.1 billion to 1.9 billion crowns. Mr Lind "
        "denied the accusation. The United Nations declined to comment.",
        n=5,
        headline="Lind clings on after late vote",
        outlet="The Harbour Post",
        published=date(2024, 6, 12),
    ),
]

TRUE = [
    (1, "The Old Corn Exchange in Tarnwick was destroyed by a fire."),
    (1, "Three firefighters were taken to hospital with burns."),
    (1, "3 firefighters suffered burns in the blaze."),
    (1, "Some 120 people had to leave nearby flats."),
    (1, "Hanna Voss, who heads the Tarnwick Fire Service, said “the roof went in minutes”."),
    (1, 'Fire chief Hanna Voss said: "The roof went in minutes."'),
    (1, "The cause of the fire is still unknown, the Tarnwick Gazette reported on 4 March 2024."),
    (1, "The fire broke out on Sunday, 3 March 2024."),
    (1, "Nobody yet knows the cause of the fire."),
    (1, "The fire destroyed the Corn Exchange early on Sunday."),
    (1, "As of 4 March 2024, the cause was not known."),
    (2, "Norvia's central bank lifted its key rate by half a percentage point to 4.75 percent."),
    (2, "It was the 7th increase in a row."),
    (2, "Norvian inflation fell from 8.6% in July to 8.1% in August."),
    (2, "The rate went up on Wednesday, 13 September 2023."),
    (2, "Governor Leo Anstrup said the bank “will do what is needed”."),
    (2, "Mr Anstrup added that the bank might pause in November."),
    (2, "The Norvian central bank's key interest rate now stands at 4.75%."),
    (2, "Inflation was at 8.1 per cent in August 2023."),
    (3, "Vale Trains said the railway between Dunmore and Skell won't reopen in 2024."),
    (3, "The Orrin viaduct was damaged by floods in December 2023."),
    (3, "Repairing the viaduct will cost 2,300,000 crowns."),
    (3, "Until then, buses run every half hour, or every 30 minutes, from 06:00 to 23:00."),
    (3, "The line stays closed this year, according to its operator, Vale Trains."),
    (3, "Replacement buses run from 6am to 11pm."),
    (4, "Tarnwick Rovers won the League Cup by beating Port Averil 3-1."),
    (4, "Laine, 23, scored two goals."),
    (4, "The final was watched by more than 41,000 spectators."),
    (4, "Aiko Laine came from Skell Town in 2022."),
    (4, "She dedicated the cup to her late father."),
    (4, "Coach Ruth Mbeki spoke of “a team without fear”."),
    (4, "On 26 May 2024 The Northern Ledger reported that Tarnwick Rovers had won the cup."),
    (5, "Prime Minister Oskar Lind survived a no-confidence vote by 88 to 84."),
    (5, "Lind's government won the vote on Tuesday night, 11 June 2024."),
    (5, "The Farmers' Party accused him of hiding what the harbour at Lund Vale costs."),
    (5, "The harbour's cost has risen from 1.1 to 1.9 billion crowns."),
    (5, "Its cost rose to nearly two billion crowns, the opposition said."),
    (5, "Lind rejected the accusation."),
    (5, "The UN would not comment."),
    (5, "The opposition lost the vote by 84 to 88."),
    (5, "Mr. Lind denied that he had hidden the cost of the harbour."),
]


@pytest.mark.parametrize(("n", "text"), TRUE)
def test_a_true_sentence_passes(n: int, text: str) -> None:
    outcome = ground(DraftSentence(text=text, markers=(n,)), SHOWN)
    assert isinstance(outcome, Supported), outcome
    citation = outcome.citations[0]
    body = SHOWN[n - 1].article.body
    assert body[citation.start : citation.end] == citation.quote
