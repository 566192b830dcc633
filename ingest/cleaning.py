"""A RawDocument into an Article: what was found, put together in a fixed order of trust."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from archive.articles import Article, DateEvidence
from archive.errors import UnreadableInput
from ingest.bylines import author_names
from ingest.dates import clue, clue_from_url, latest_day, settle
from ingest.documents import Field, Format, RawDocument
from ingest.findings import Findings
from ingest.headlines import without_site_name
from ingest.identity import article_id, canonical_url
from ingest.languages import detect_language, language_code
from ingest.notes import dateline_of, is_correction, kind_from, status_from
from ingest.outlets import presentable, spelling_in
from ingest.pages import find_in_page
from ingest.scraped import find_in_record, find_in_text

# The longest live blogs have some 5,000 lines.
MOST_LINES = 50_000


def clean(raw: RawDocument, *, outlet: str = "", today: date | None = None) -> Article:
    """The article a document holds, without the furniture around it.

    `outlet` is the name of the folder that may be its outlet's, for documents that do not say.
    `today` bounds plausible dates. Raises UnreadableInput when no article text or no headline is
    found.
    """
    if raw.text.count("\n") > MOST_LINES:
        raise UnreadableInput(
            f"{raw.source}: more than {MOST_LINES:,} lines, too many for one article.",
            "Divide it into one file an article.",
        )
    latest = latest_day(today or date.today())
    found = _find(raw, latest)
    fields = raw.fields
    body, correction = _body(found)
    title = " ".join((fields.get(Field.HEADLINE) or found.headline).split())
    if not body:
        raise UnreadableInput(
            f"{raw.source}: no article text found.",
            "Check that it is an article and not a list of links, a login page or a stub.",
        )
    if not title:
        raise UnreadableInput(
            f"{raw.source}: no headline found.", "Put the headline on a line of its own on top."
        )
    url = canonical_url(fields.get(Field.URL, "")) or canonical_url(found.url)
    name = _outlet(raw, found, url, outlet)
    headline = without_site_name(title, name, url)
    dating = settle(
        (
            *found.clues,
            clue(DateEvidence.FIELD, fields.get(Field.PUBLISHED, ""), latest),
            clue_from_url(url, latest),
        ),
        (clue(DateEvidence.FIELD, fields.get(Field.UPDATED, ""), latest), *found.updates),
    )
    dateline, agency = dateline_of(body)
    correction = fields.get(Field.CORRECTION) or correction or found.correction
    return Article(
        id=article_id(url, name, headline, dating.published),
        headline=headline,
        body=body,
        outlet=name,
        url=url,
        authors=author_names(raw.authors) or author_names(found.authors),
        published=dating.published,
        published_at=dating.published_at,
        updated=dating.updated,
        date_evidence=dating.evidence,
        kind=kind_from(filter(None, (fields.get(Field.KIND, ""), *found.kinds)), title, url),
        status=status_from(headline, correction, fields.get(Field.STATUS, "")),
        language=language_code(fields.get(Field.LANGUAGE, ""))
        or language_code(found.language)
        or detect_language(body),
        dateline=fields.get(Field.DATELINE) or dateline,
        credit=fields.get(Field.CREDIT) or agency or found.credit,
        correction=correction,
        source=raw.source,
    )


def _find(raw: RawDocument, latest: date) -> Findings:
    if raw.format is Format.HTML:
        return find_in_page(raw.html, raw.source, latest)
    headline = raw.fields.get(Field.HEADLINE, "")
    if raw.format is Format.TEXT:
        return find_in_text(raw.text, latest, headline=headline)
    return find_in_record(raw.text, headline)


def _body(found: Findings) -> tuple[str, str]:
    """The body, paragraphs parted by one blank line, and the correction note taken out of it."""
    notes = [paragraph for paragraph in found.paragraphs if is_correction(paragraph)]
    kept = [paragraph for paragraph in found.paragraphs if paragraph not in notes]
    return "\n\n".join(kept), "\n".join(notes)


def _outlet(raw: RawDocument, found: Findings, url: str, folder: str) -> str:
    """The outlet's name as the document says it, else by its folder or its address.

    The address comes first where neither it nor the document's furniture has the folder's name:
    a dump may hold many outlets.
    """
    fields = raw.fields
    if said := fields.get(Field.OUTLET) or found.outlet:
        return said
    host = fields.get(Field.DOMAIN, "") or (urlsplit(url).hostname or "")
    site = re.sub(r"^https?://|^www\d?\.|/.*$", "", host.lower())
    named = presentable(folder)
    spelled = spelling_in(raw.text or raw.html, named)
    squashed = re.sub(r"^the|\W", "", named.casefold())
    if spelled or (squashed and squashed in site.replace("-", "")):
        return named if not spelled or named.endswith(f" {spelled}") else spelled
    return site or named
