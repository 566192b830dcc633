"""What a web page says about itself: JSON-LD, meta tags and links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from archive.articles import DateEvidence
from ingest.dates import Clue, clue
from ingest.findings import Findings

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

# schema.org's NewsArticle and its subtypes, and what sites use in their place.
_ARTICLE_TYPES = re.compile(
    r"(?:\w*NewsArticle|Article|LiveBlogPosting|BlogPosting|\w*Report|\w*Posting|"
    r"AdvertiserContentArticle|SatiricalArticle|ScholarlyArticle|TechArticle)"
)
_PUBLISHED_METAS = (
    *(
        "article:published_time",
        "article:published",
        "og:article:published_time",
        "parsely-pub-date",
    ),
    *("datepublished", "og:published_time", "sailthru.date", "cxenseparse:recs:publishtime"),
    *("dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created"),
    *("publishdate", "publish-date", "publish_date", "publication_date", "pubdate", "date"),
    *(
        "article.published",
        "published_time_telegram",
        "citation_publication_date",
        "weibo:article:create_at",
    ),
)
_UPDATED_METAS = (
    *("article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod"),
    *("dcterms.modified", "last-modified", "article.updated"),
)
_AUTHOR_METAS = (
    *("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    *("article:author_name", "authors", "citation_author"),
)
_SECTION_METAS = ("article:section", "parsely-section", "section", "cxenseparse:category")
_DEPTH = 12


def read_metadata(tree: HtmlElement, latest: date) -> Findings:
    """What the page's head says; the body is not looked at."""
    metas = _metas(tree)
    graph = list(_graph(tree))
    articles = [item for item in graph if _types(item)]
    named = {str(item["@id"]): item for item in graph if "@id" in item and item.get("name")}
    ld: Mapping[str, object] = articles[0] if articles else {}
    section = _text(ld.get("articleSection")) or _one(metas, _SECTION_METAS)
    published = [
        clue(DateEvidence.JSON_LD, _text(item.get("datePublished")), latest) for item in articles
    ]
    updated = [
        clue(DateEvidence.JSON_LD, _text(item.get("dateModified")), latest) for item in articles
    ]
    return Findings(
        headline=_text(ld.get("headline"))
        or _one(metas, ("og:title", "twitter:title", "parsely-title")),
        authors=_people(ld.get("author"), named)
        or _people(ld.get("creator"), named)
        or _meta_authors(metas),
        clues=tuple(published) + _meta_clues(metas, _PUBLISHED_METAS, latest),
        updates=tuple(updated) + _meta_clues(metas, _UPDATED_METAS, latest),
        outlet=_outlet(ld, metas),
        url=_address(tree, ld, metas),
        kinds=tuple(filter(None, (*_types(ld), section))),
        language=_language(tree, ld, metas),
        credit=_name(ld.get("sourceOrganization")) or _name(ld.get("provider")),
        correction=_text(ld.get("correction")) or _name(ld.get("correction")),
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta tags (and of itemprop elements) by lower-case name."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta", "time", "span"):
        if element.tag != "meta" and not element.get("itemprop"):
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            content = (element.get("content") or element.get("datetime") or "").strip()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _graph(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects of a page, in its order."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", element.text or "")
        try:
            value = json.loads(text.strip().rstrip(";"), strict=False, parse_int=str)
        except (ValueError, RecursionError):
            continue  # Broken JSON-LD is common; the page's other evidence stands in for it.
        yield from _objects(value, _DEPTH)


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    """All objects of a graph, however they are nested in lists, @graph or mainEntity."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)
    elif isinstance(value, Mapping):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "@list", "itemListElement"):
            if isinstance(value.get(name), Mapping | list):
                yield from _objects(value[name], depth - 1)


def _types(item: Mapping[str, object]) -> tuple[str, ...]:
    """The article types of a JSON-LD object, most telling first; none when it is no article."""
    given = item.get("@type")
    names = [
        str(name).rpartition("/")[2] for name in (given if isinstance(given, list) else [given])
    ]
    found = [name for name in names if _ARTICLE_TYPES.fullmatch(name)]
    return tuple(sorted(found, key=lambda name: name in {"Article", "NewsArticle"}))


def _text(value: object) -> str:
    """A JSON-LD value as one line of text."""
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), "")
    if isinstance(value, Mapping):
        return _text(value.get("@value"))
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), "")
    if isinstance(value, Mapping):
        return _text(value.get("name")) or _text(value.get("text"))
    return _text(value)


def _people(value: object, named: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """The names of persons; organisations are left out, references looked up in `named`."""
    items = value if isinstance(value, list) else [value]
    full = [
        named.get(str(item.get("@id")), item)
        if isinstance(item, Mapping) and "name" not in item
        else item
        for item in items
    ]
    people = [
        _name(item)
        for item in full
        if not (isinstance(item, Mapping) and "Organization" in str(item.get("@type")))
    ]
    return tuple(person for person in people if person)


def _one(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> str:
    return next((" ".join(unescape(metas[name][0]).split()) for name in names if name in metas), "")


def _meta_authors(metas: Mapping[str, list[str]]) -> tuple[str, ...]:
    for name in _AUTHOR_METAS:
        people = [unescape(value) for value in metas.get(name, ()) if "://" not in value]
        if people:
            return tuple(people)
    return ()


def _meta_clues(
    metas: Mapping[str, list[str]], names: tuple[str, ...], latest: date
) -> tuple[Clue, ...]:
    return tuple(
        clue(DateEvidence.META, value, latest) for name in names for value in metas.get(name, ())
    )


def _outlet(ld: Mapping[str, object], metas: Mapping[str, list[str]]) -> str:
    named = _one(metas, ("og:site_name",)) or _name(ld.get("publisher"))
    return named or _one(metas, ("application-name", "twitter:app:name:iphone", "publisher"))


def _address(tree: HtmlElement, ld: Mapping[str, object], metas: Mapping[str, list[str]]) -> str:
    links = [
        element.get("href") or ""
        for element in tree.iter("link")
        if (element.get("rel") or "").lower() == "canonical"
    ]
    page = ld.get("mainEntityOfPage")
    identified = page.get("@id") if isinstance(page, Mapping) else page
    candidates = (*links, _one(metas, ("og:url",)), _text(ld.get("url")), _text(identified))
    return next((url.strip() for url in candidates if re.match(r"\s*https?://", url)), "")


def _language(tree: HtmlElement, ld: Mapping[str, object], metas: Mapping[str, list[str]]) -> str:
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return (
        _text(ld.get("inLanguage"))
        or root
        or _one(metas, ("og:locale", "language", "content-language"))
    )
