"""A drafted sentence against the evidence it cites: supported, repaired, or removed.

Deterministic and local. A sentence copied whole from a passage it cites always passes. Any other
must name evidence that was shown, quote exactly, hold no figure, date or name that its evidence
lacks, keep a negation as it was, and keep the attribution of a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.answers import Citation, Evidence, Sentence
from retrieval.drafts import DraftSentence
from retrieval.grounding.citations import cite
from retrieval.grounding.claims import attribution_changed, attribution_lost
from retrieval.grounding.directions import bound_added, turned_round
from retrieval.grounding.glosses import glosses
from retrieval.grounding.modality import hardened
from retrieval.grounding.negations import negation_changed
from retrieval.grounding.roles import misplaced
from retrieval.grounding.support import Support, best_support, verbatim_support
from retrieval.text.days import DatedText, unsupported_dates, written_dates
from retrieval.text.figures import figures, unsupported_figures
from retrieval.text.names import known_names, name_words, unsupported_names
from retrieval.text.orders import dictated_from, order_in
from retrieval.text.quotations import find_verbatim, quotations
from retrieval.text.sentences import sentence_spans
from retrieval.text.wording import content_stems, coverage

# The share of a sentence's content words that the passages it cites must hold. Of 647 news summary
# sentences judged true (QAGS) one falls below, of the same sentences against another article 95 %.
_LEAST_COVERAGE = 0.35
_SAME_MATTER = 0.25  # of them, what another sentence must hold for its "not" to count
_CLOSING = ".,;:!?"
_COUNTERPARTS = {"“": "”", "„": "“", "«": "»", '"': '"'}


class Fault(StrEnum):
    """Why grounding removed a sentence."""

    NO_CITATION = "cites nothing that was shown"
    MISQUOTED = "a quotation is not in what it cites"
    FIGURE = "a figure is not in what it cites"
    DATE = "a date is not in what it cites"
    NAME = "a name is not in what it cites"
    ROLE = "a name or figure stands where its source has another"
    DIRECTION = "turns round what it cites"
    MODALITY = "tells as certain what is not"
    ATTRIBUTION = "lays words in another's mouth"
    ORDER = "follows an order in the archive's text"
    NEGATION = "says the opposite of what it cites"
    UNRELATED = "has too little in common with what it cites"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """A sentence fit to be shown. `repairs` say what was changed, for the log."""

    sentence: Sentence
    citations: tuple[Citation, ...]
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A sentence taken out, as it was drafted; `detail` names the words at fault."""

    text: str
    reason: Fault
    detail: str = ""


def ground(draft: DraftSentence, evidence: Sequence[Evidence]) -> Supported | Removed:
    """What remains of one drafted sentence.

    The citations of the result carry the numbers of the evidence; each quotes the sentence of the
    article that supports best. Markers that name nothing shown are dropped, and so are those whose
    passage has nothing to do with the sentence while another's has.
    """
    shown = {item.n: item for item in evidence}
    cited = [shown[n] for n in dict.fromkeys(draft.markers) if n in shown]
    if not cited or not draft.text.strip():
        return Removed(text=draft.text, reason=Fault.NO_CITATION)
    if order := order_in(draft.text):
        return Removed(text=draft.text, reason=Fault.ORDER, detail=order)
    for item in cited:
        copied = verbatim_support(draft.text, item)
        if copied is not None and not _dictated(copied):
            return _supported(draft.text, [copied], verbatim=True)
    quoted = _exact_quotations(draft.text, cited)
    if isinstance(quoted, Removed):
        return quoted
    fault = _unsupported(quoted.paraphrase, cited, quotes=bool(quoted.spans))
    if fault is not None:
        return Removed(text=draft.text, reason=fault[0], detail=fault[1])
    supports = [best_support(quoted.text, item, quoted.spans.get(item.n, ())) for item in cited]
    best = max(supports, key=lambda support: (support.share, support.given))
    fault = _twisted(quoted.text, best, cited)
    if fault is not None:
        return Removed(text=draft.text, reason=fault[0], detail=fault[1])
    kept = [s for s in supports if s.share > 0 or s is best or s.evidence.n in quoted.spans]
    lost = attribution_lost(quoted.text, best)
    text = quoted.text if not lost else _attributed(quoted.text, lost)
    repairs = (*quoted.repairs, *(["attribution restored"] if lost else []))
    return _supported(text, kept, repairs)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A sentence with exact quotations; `paraphrase` is the same with the quotations taken out."""

    text: str
    paraphrase: str
    spans: dict[int, list[tuple[int, int]]]
    repairs: tuple[str, ...]


def _exact_quotations(text: str, cited: list[Evidence]) -> _Quoted | Removed:
    """`text` with every quotation made verbatim; quoted single words lose marks if not found."""
    spans: dict[int, list[tuple[int, int]]] = {}
    shown: list[str] = []
    paraphrase: list[str] = []
    repairs: list[str] = []
    at = 0
    for quotation in quotations(text):
        verbatim = _verbatim(quotation.text, cited, spans)
        before, mark = text[at : quotation.start], text[quotation.end : quotation.end + 1]
        at = quotation.end + len(mark)
        if verbatim is None and quotation.words >= 2:
            return Removed(text=text, reason=Fault.MISQUOTED, detail=quotation.text)
        if verbatim is None:
            repairs.append("quotation marks dropped")
            shown += [before[:-1], quotation.text]
            paraphrase += [before[:-1], quotation.text]
            continue
        closing = quotation.text[len(quotation.text.rstrip(_CLOSING)) :]
        if closing and verbatim.endswith(closing):
            closing = ""
        shown += [before, verbatim, mark or _COUNTERPARTS[before[-1]], closing]
        paraphrase += [before, " ", mark, closing]
        if verbatim != quotation.text or not mark:
            repairs.append("quotation made verbatim")
    return _Quoted(
        "".join(shown) + text[at:], "".join(paraphrase) + text[at:], spans, tuple(repairs)
    )


def _verbatim(
    quoted: str, cited: list[Evidence], spans: dict[int, list[tuple[int, int]]]
) -> str | None:
    """The exact text of a quotation in a cited article, its place noted in `spans`, or None."""
    for item in cited:
        body, passage = item.article.body, item.passage
        place = find_verbatim(quoted, passage.text)
        if place is not None:
            place = (place[0] + passage.start, place[1] + passage.start)
        else:
            place = find_verbatim(quoted, body)
        if place is not None:
            spans.setdefault(item.n, []).append(place)
            return body[place[0] : place[1]]
    for item in cited:
        place = find_verbatim(quoted, item.article.headline)
        if place is not None:
            return item.article.headline[place[0] : place[1]]
    return None


def _unsupported(text: str, cited: list[Evidence], *, quotes: bool) -> tuple[Fault, str] | None:
    """The first fault of a paraphrase whose facts its evidence does not hold, or None.

    A sentence that quotes its evidence has enough in common with it whatever else it says.
    """
    dated = [DatedText(_read(item), item.article.published) for item in cited]
    dates = unsupported_dates(text, dated)
    if dates:
        return Fault.DATE, ", ".join(dates)
    undated = text
    for written in written_dates(text):
        undated = undated[: written.start] + " " * len(written.text) + undated[written.end :]
    days = [item.article.published for item in cited if item.article.published is not None]
    extra = [float(part) for day in days for part in (day.year, day.day)]
    missing = unsupported_figures(undated, [source.text for source in dated], extra)
    if missing:
        return Fault.FIGURE, ", ".join(missing)
    known = [known_names(f"{_read(item)}\n{item.article.body}") for item in cited]
    names = unsupported_names(text, known)
    if names:
        return Fault.NAME, ", ".join(names)
    given = frozenset().union(*(content_stems(source.text) for source in dated))
    if not quotes and _shared(undated, given) < _LEAST_COVERAGE:
        return Fault.UNRELATED, ""
    return None


def _twisted(text: str, best: Support, cited: Sequence[Evidence]) -> tuple[Fault, str] | None:
    """The first way in which a sentence says other than its support does in the same words."""
    passages = [item.passage.text for item in cited]
    if negation_changed(text, best, _speaking_of(text, passages)):
        return Fault.NEGATION, best.quote
    names = frozenset().union(*(name_words(item.article.body) for item in cited))
    found = (
        (Fault.ROLE, misplaced(text, best.quote, passages, names)),
        (Fault.DIRECTION, turned_round(text, best.quote, passages)),
        (Fault.DIRECTION, bound_added(text, passages)),
        (Fault.MODALITY, hardened(text, best.quote)),
        (Fault.ATTRIBUTION, attribution_changed(text, best)),
        (Fault.ORDER, best.quote if _dictated(best) else ""),
    )
    return next(((fault, detail) for fault, detail in found if detail), None)


def _speaking_of(text: str, passages: Sequence[str]) -> str:
    """The sentences of the passages that have a fair part of the words of `text`."""
    wanted = content_stems(text)
    return " ".join(
        passage[start:end]
        for passage in passages
        for start, end in sentence_spans(passage)
        if coverage(wanted, content_stems(passage[start:end])) >= _SAME_MATTER
    )


def _shared(text: str, given: frozenset[str]) -> float:
    """The share of the content words of `text` that is `given`; its figures were found already."""
    found = figures(text)
    for figure in found:
        text = text[: figure.start] + " " * len(figure.text) + text[figure.end :]
    wanted = content_stems(text)
    total = len(wanted) + len(found)
    return (len(wanted & given) + len(found)) / total if total else 1.0


def _dictated(support: Support) -> bool:
    """Whether what supports stands in, or behind, an order to a machine."""
    passage = support.evidence.passage
    if passage.start <= support.start < passage.end:
        return support.end - passage.start > dictated_from(passage.text)
    return bool(order_in(support.quote))


def _read(item: Evidence) -> str:
    """Everything of an article that its reader was shown, besides the date and orders."""
    article, passage = item.article, item.passage.text
    fields = (
        article.headline,
        article.outlet,
        ", ".join(article.authors),
        article.dateline,
        article.credit,
        article.correction,
    )
    told = (passage[: dictated_from(passage)], *(one for one in fields if not order_in(one)))
    return "\n".join(told)


def _attributed(text: str, source: str) -> str:
    """`text` with "according to `source`" before its full stop."""
    body = text.rstrip()
    stop = body[-1] if body[-1] in ".!?" else "."
    return f"{body.rstrip('.!?')}, according to {source}{stop}"


def _supported(
    text: str, supports: list[Support], repairs: tuple[str, ...] = (), *, verbatim: bool = False
) -> Supported:
    citations = tuple(cite(support.evidence, support.start, support.end) for support in supports)
    sentence = Sentence(
        text=text,
        citations=tuple(citation.n for citation in citations),
        glosses=glosses(text, supports, verbatim=verbatim),
    )
    return Supported(sentence=sentence, citations=citations, repairs=repairs)
