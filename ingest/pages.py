"""Web pages: the article's own text and what the page says about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from archive.errors import UnreadableInput
from ingest.findings import Findings
from ingest.furniture import without_furniture
from ingest.headlines import is_meta
from ingest.looks import is_prose, looks
from ingest.metadata import read_metadata
from ingest.readers.records import plain
from ingest.scraped import find_in_text, same

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

# Real pages nest less than 100 deep and hold some 10,000 tags. Beyond these bounds libxml2 drops
# what is inside and trafilatura takes minutes, so such a page is read as text without its tags.
_DEEPEST = 400
_MOST_TAGS = 150_000
# An extract of more characters than this without a paragraph of prose is a list of links.
_STUB = 2_000
# The head of an article stands among the first text nodes of its page.
_HEAD_LINES = 5_000
# The longest live blogs have some 5,000 paragraphs.
_MOST_LINES = 50_000
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
# Tags that need no closing, so that they tell nothing of depth.
_OPEN_ENDED = frozenset(
    {"p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "img", "input", "meta", "link", "hr"}
    | {"source", "area", "base", "col", "embed", "param", "track", "wbr", "thead", "tbody", "tfoot"}
    | {"html", "head", "body"}
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "select"})


def find_in_page(page: str, source: str, latest: date) -> Findings:
    """What a page says of itself, and the paragraphs trafilatura takes for its article.

    Where its head names no headline, author or date, its visible text is asked. Raises
    UnreadableInput when the page cannot be parsed, or is too long to be one article.
    """
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    if _is_monstrous(page):
        return find_in_text(plain(page), latest)
    tree = load_html(page)
    if tree is None:
        raise UnreadableInput(f"{source}: no HTML could be made out.", "Save the page again.")
    said = read_metadata(tree, latest)
    said = replace(said, headline=_headline(tree, said.headline))
    extracted = bare_extraction(
        tree, include_comments=False, include_tables=False, favor_precision=True
    )
    text = (getattr(extracted, "text", "") or "") if extracted else ""
    paragraphs = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    while paragraphs and (same(paragraphs[0], said.headline) or is_meta(paragraphs[0], latest)):
        paragraphs.pop(0)
    if not any(map(is_prose, looks(paragraphs))) and len(text) > _STUB:
        paragraphs = []
    lines = _visible(tree)
    if not paragraphs and len(lines) > _MOST_LINES:
        raise UnreadableInput(
            f"{source}: no article stands out among more than {_MOST_LINES:,} lines.",
            "Divide the page into one file an article.",
        )
    visible = "\n".join(lines[:_HEAD_LINES] if paragraphs else lines)
    seen = find_in_text(visible, latest, headline=said.headline)
    return replace(
        said,
        headline=said.headline or seen.headline,
        paragraphs=tuple(without_furniture(paragraphs)) or seen.paragraphs,
        authors=said.authors or seen.authors,
        clues=said.clues + seen.clues,
        updates=said.updates + seen.updates,
        kinds=said.kinds or seen.kinds,
        credit=said.credit or seen.credit,
        correction=said.correction or seen.correction,
    )


def _is_monstrous(page: str) -> bool:
    """Whether a page is nested or tagged beyond what its parsers can take."""
    depth = 0
    if page.count("<") > _MOST_TAGS:
        return True
    for tag in _TAG.finditer(page):
        if tag[3] or tag[2].lower() in _OPEN_ENDED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _headline(tree: HtmlElement, named: str) -> str:
    """The page's own h1 where it is the headline in other words, else what the head names."""
    titles = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    words = set(re.findall(r"\w+", named.casefold()))
    best = max(titles, key=lambda title: _alike(title, words), default="")
    if best and len(best) < 300 and (not named or _alike(best, words) >= 0.3):
        return best
    return named


def _alike(title: str, words: set[str]) -> float:
    """The share of words two titles have in common, of the words of both."""
    other = set(re.findall(r"\w+", title.casefold()))
    return len(words & other) / max(1, len(words | other))


def _visible(tree: HtmlElement) -> list[str]:
    """The text nodes that a reader sees, in order."""
    found: list[str] = []
    for event, element in _walk(tree):
        text = element.text if event == "start" else element.tail
        if text and text.strip():
            found.append(" ".join(text.split()))
    return found


def _walk(tree: HtmlElement) -> list[tuple[str, HtmlElement]]:
    """Elements at their start and end, without what is inside unseen ones."""
    steps: list[tuple[str, HtmlElement]] = []
    stack: list[tuple[str, HtmlElement]] = [("start", tree)]
    while stack:
        event, element = stack.pop()
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        if event == "end" or seen:
            steps.append((event, element))
        if event == "start":
            if element is not tree:
                stack.append(("end", element))
            if seen:
                stack += [("start", child) for child in reversed(element)]
    return steps
