from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

import pytest

from archive.articles import Article, DateEvidence, Kind, Status
from archive.errors import UnreadableInput
from ingest.cleaning import clean
from ingest.documents import Field, Format, RawDocument
from ingest.notes import is_correction
from ingest.readers import read

TODAY = date(2026, 6, 1)
PARAGRAPHS = (
    "HARROW (Meridian Wire) — The Fennick bridge will close for three months from Monday, the "
    "harbour board said, after inspectors found cracks in two of its piers.",
    "“We have no choice,” said Ann Moray, who chairs the board. She put the cost of the repair at "
    "2.4 million crowns, most of it to be paid by the province.",
    "Buses will be sent round by the old ferry road. The journey to the hospital, which takes ten "
    "minutes today, will take about half an hour, according to the board.",
    "The bridge was built in 1931 and last repaired in 1987. A second inspection is due in the "
    "autumn, and the board will decide then whether it can be kept.",
)
BODY = "\n\n".join(PARAGRAPHS)
MENU = "Skip to content\nMenu\nSign in\nSubscribe\nNews\nCity\nHarbour\nSport\nOpinion\nSearch\n"
FOOT = (
    "Share\nComments (0)\nMost read\nTram times change\nA week in pictures\nAbout us\nPrivacy\n"
    "© 2026 Harrow Ledger. All rights reserved.\n"
)


def text(content: str, **fields: str) -> Article:
    named = {Field(name): value for name, value in fields.items()}
    raw = RawDocument(source="a.txt", format=Format.TEXT, text=content, fields=named)
    return clean(raw, today=TODAY)


def page(head: str, body: str = "") -> Article:
    inside = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        f'<html lang="en"><head>{head}</head><body><nav><a href="/">Home</a></nav><article>'
        f"<h1>Bridge closes for three months</h1>{inside}</article>"
        "<footer>© 2026</footer></body></html>"
    )
    return clean(RawDocument(source="a.html", format=Format.HTML, html=html), today=TODAY)


def record(body: str = BODY, headline: str = "Bridge closes", **fields: str) -> Article:
    named = {Field(name): value for name, value in fields.items()} | {Field.HEADLINE: headline}
    raw = RawDocument(source="a.jsonl:1", format=Format.RECORD, text=body, fields=named)
    return clean(raw, today=TODAY)


def test_a_plain_article_stays_whole() -> None:
    article = text(f"Bridge closes for three months\n\n{BODY}\n")
    assert article.headline == "Bridge closes for three months"
    assert article.body == BODY


@pytest.mark.parametrize(
    "head",
    [
        "Bridge closes for three months\nBy Ole Tam\n3 February 2026\n",
        "Bridge closes for three months\nOle Tam\nHarbour reporter\nFebruary 3, 2026 at 7:35 AM\n",
        "News\nFebruary 3, 2026\nBridge closes for three months\nBy\nOle Tam\nShare\nComments\n0\n",
        "Bridge closes for three months\nBuses go round by the old ferry road\n"
        "Published: 3 Feb 2026\nUpdated: 5 Feb 2026\nBy OLE TAM\n",
    ],
)
def test_the_head_is_recognised_in_several_layouts(head: str) -> None:
    article = text(MENU + head + "\n".join(PARAGRAPHS) + "\n" + FOOT)
    assert article.headline == "Bridge closes for three months"
    assert article.authors == ("Ole Tam",)
    assert article.published == date(2026, 2, 3)
    assert article.date_evidence is DateEvidence.DATE_LINE
    assert article.body.endswith(PARAGRAPHS[-1])
    assert PARAGRAPHS[0] in article.body
    assert "Comments" not in article.body
    assert "Subscribe" not in article.body


def test_furniture_between_paragraphs_is_left_out() -> None:
    between = (
        "Advertisement",
        "Read more: The bridges of Harrow in pictures",
        "Photo: Ada Reem/Ledger",
    )
    torn = "\n".join(
        f"{paragraph}\n{stray}" for paragraph, stray in zip(PARAGRAPHS, (*between, ""), strict=True)
    )
    article = text(f"{MENU}Bridge closes for three months\nBy Ole Tam\n{torn}\n{FOOT}")
    assert article.body == BODY


def test_sentences_torn_at_links_are_joined_again() -> None:
    torn = BODY.replace("the harbour board said,", "the\nharbour board\nsaid,").replace(
        "\n\n", "\n"
    )
    article = text(f"{MENU}Bridge closes for three months\nBy Ole Tam\n{torn}\n{FOOT}")
    assert article.body == BODY


def test_hard_wrapped_text_becomes_paragraphs() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    assert text(f"Bridge closes for three months\n\n{wrapped}\n").body == BODY


@pytest.mark.parametrize("head", ["", "# Bridge closes for three months\n\nBy Ole Tam\n\n"])
def test_a_headline_in_front_matter_costs_the_text_no_paragraph(tmp_path: Path, head: str) -> None:
    file = tmp_path / "bridge.md"
    file.write_text(f"---\ntitle: Bridge closes for three months\n---\n{head}{BODY}\n")
    [raw] = read(file)
    assert isinstance(raw, RawDocument)
    article = clean(raw, today=TODAY)
    assert (article.headline, article.body) == ("Bridge closes for three months", BODY)


def test_dateline_credit_and_language_are_recognised() -> None:
    article = text(f"Bridge closes for three months\n\n{BODY}\n")
    assert (article.dateline, article.credit) == ("HARROW", "Meridian Wire")
    assert article.language == "en"


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Correction: An earlier version gave the wrong year.", Status.CORRECTED),
        ("This article was amended on 4 February 2026 to give the right cost.", Status.CORRECTED),
        ("This article has been retracted because its figures were invented.", Status.RETRACTED),
    ],
)
def test_a_correction_is_kept_apart_from_the_body(note: str, status: Status) -> None:
    article = text(f"Bridge closes for three months\n\n{BODY}\n\n{note}\n")
    assert (article.correction, article.status) == (note, status)
    assert article.body == BODY


@pytest.mark.parametrize(
    "line",
    [
        *("Corrections", "Complaints and corrections", "Clarification", "Correction:"),
        *("Corrections — Harrow Ledger", "Corrections and clarifications: all of them"),
    ],
)
def test_a_link_to_an_outlets_corrections_is_no_correction(line: str) -> None:
    article = text(f"Bridge closes for three months\nBy Ole Tam\n{BODY}\n{line}\n{FOOT}{line}\n")
    assert (article.correction, article.status) == ("", Status.LIVE)


@pytest.mark.parametrize(
    "note",
    [
        "Correction (March 6): An earlier version of this article misstated the cost.",
        "Correction, Aug. 3, 2026: The bridge was built in 1931, not 1913.",
        "CLARIFICATION: Ann Moray chairs the harbour board and not the council.",
        "Correction — The name of Ann Moray was misspelled in a caption.",
        "Corrections & Clarifications: The bridge was built in 1931.",
        "Correction: the bridge was built in 1931, not in 1913 as first said",
        "Due to an editing error, an earlier version of this story gave the wrong year.",
        "The headline of this article was corrected on 4 February 2026.",
        "Editor’s note: This story has been updated to correct the year of the repair.",
        "This version corrects the spelling of Moray in the second paragraph.",
        "• This article was amended on 4 February 2026. It had given the wrong year.",
    ],
)
def test_a_note_on_an_error_of_the_article_is_a_correction(note: str) -> None:
    assert is_correction(note)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Corrections officers at the gaol were hurt on Friday. Two of them were kept in hospital.",
        "Correction of the river began in 1871. It was finished twenty years later.",
        "An earlier version of the bill would have closed the bridge to everybody.",
        "The report found that four men had been wrongly held in the gaol at Harrow.",
        "The page of the ledger that names Moray was withdrawn from the museum in May.",
        "Retractions are rare at the university, which had three of them in ten years.",
    ],
)
def test_a_report_of_corrections_is_no_correction(paragraph: str) -> None:
    assert not is_correction(paragraph)


def test_a_marked_correction_below_a_pages_text_is_found() -> None:
    note = "Correction (March 6): An earlier version of this article gave the wrong cost."
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = page("", f'{inside}<p class="correction"><em>{note}</em></p>')
    assert (article.correction, article.status) == (note, Status.CORRECTED)
    assert article.body == BODY


def test_json_ld_tells_headline_date_author_and_kind() -> None:
    article = page(
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
        '{"@type": "OpinionNewsArticle", "headline": "Bridge closes for three months",'
        '"datePublished": "2026-02-03T21:40:00-05:00", "dateModified": "2026-02-05",'
        '"author": {"@id": "#tam"},'
        '"publisher": {"@type": "Organization", "name": "Harrow Ledger"}},'
        '{"@type": "Person", "@id": "#tam", "name": "Ole Tam"}]}</script>'
        '<link rel="canonical" href="https://ledger.example/bridge?utm_source=x">'
    )
    assert article.headline == "Bridge closes for three months"
    assert (article.published, article.updated) == (date(2026, 2, 3), date(2026, 2, 5))
    assert article.published_at is not None
    assert article.date_evidence is DateEvidence.JSON_LD
    assert article.authors == ("Ole Tam",)
    assert article.outlet == "Harrow Ledger"
    assert article.kind is Kind.OPINION
    assert article.url == "https://ledger.example/bridge"
    assert article.body == BODY


def test_meta_tags_stand_in_for_json_ld_even_a_broken_one() -> None:
    article = page(
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
        '<meta property="article:published_time" content="2026-02-03">'
        '<meta property="og:site_name" content="Harrow Ledger">'
        '<meta name="author" content="Ole Tam">'
        '<meta property="article:section" content="Analysis">'
    )
    assert (article.published, article.date_evidence) == (date(2026, 2, 3), DateEvidence.META)
    assert (article.outlet, article.authors) == ("Harrow Ledger", ("Ole Tam",))
    assert article.kind is Kind.ANALYSIS


@pytest.mark.parametrize("tag", ["div", "x-box", "span"])
def test_a_page_nested_beyond_reason_is_read_all_the_same(tag: str) -> None:
    deep = f"<{tag}>" * 100_000 + f"<p>{PARAGRAPHS[0]}</p>" + f"</{tag}>" * 100_000
    assert PARAGRAPHS[0] in page("", deep).body


def test_a_list_of_links_is_no_article() -> None:
    with pytest.raises(UnreadableInput, match="no article text"):
        text(MENU * 3 + FOOT)


def test_the_outlet_comes_from_the_field_the_address_or_the_folder() -> None:
    assert record(outlet="The Ledger", url="https://ledger.example/a").outlet == "The Ledger"
    assert record(url="https://www.ledger.example/a").outlet == "ledger.example"
    raw = RawDocument(source="a.txt", format=Format.TEXT, text=f"Bridge closes\n\n{BODY}")
    assert clean(raw, outlet="harrow-ledger", today=TODAY).outlet == "Harrow Ledger"


@pytest.mark.parametrize(
    ("headline", "url", "kind"),
    [
        ("Opinion: The bridge must go", "", Kind.OPINION),
        ("Analysis | What the bridge costs", "", Kind.ANALYSIS),
        ("LIVE: Bridge closes", "", Kind.LIVE),
        ("The bridge must go", "https://l.example/opinion/2026/bridge", Kind.OPINION),
        ("Opinion is divided on the bridge", "https://l.example/news/bridge", Kind.NEWS),
    ],
)
def test_headline_prefix_or_address_tell_the_kind(headline: str, url: str, kind: Kind) -> None:
    assert record(headline=headline, url=url).kind is kind


def test_a_site_name_behind_the_headline_is_taken_off() -> None:
    article = record(headline="Bridge closes | Harrow Ledger", outlet="Harrow Ledger")
    assert article.headline == "Bridge closes"
    assert record(headline="Life on the line - part two", outlet="Harrow Ledger").headline.endswith(
        "two"
    )


def test_lists_and_figures_of_a_record_are_kept() -> None:
    body = f"{PARAGRAPHS[0]}\n\n• Cost: 2.4 million\n\n• Built: 1931\n\n{PARAGRAPHS[1]}"
    assert record(body).body == body


def test_a_date_inside_the_body_is_no_publication_date() -> None:
    article = record(BODY + "\n\nThe first bridge opened on 4 May 1871.")
    assert (article.published, article.date_evidence) == (None, DateEvidence.UNKNOWN)


def test_cleaning_twice_gives_the_same_article() -> None:
    content = (
        MENU + "Bridge closes for three months\nBy Ole Tam\n" + "\n".join(PARAGRAPHS) + "\n" + FOOT
    )
    assert text(content) == text(content)
    again = text(f"{text(content).headline}\n\n{text(content).body}\n")
    assert again.body == text(content).body
