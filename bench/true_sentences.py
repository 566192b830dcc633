"""True sentences with what bears them out, for planting faults into: verbatim and paraphrased."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive.articles import Article, DateEvidence, Passage
from bench.questions import half, read_rows
from retrieval.answers import Evidence
from retrieval.text.sentences import sentence_spans
from retrieval.text.wording import word_list

PASSAGE = 900
"""Characters of a passage, about what ingest cuts."""

READER_SETS = ("entail-qags-cnndm-test", "entail-qags-xsum-test", "entail-newsnli-test")
"""Paraphrases judged by people: QAGS (summaries, three votes each) and EQUATE's NewsNLI."""

_NUMBERS = {
    str(n): word for n, word in enumerate(word_list("two three four five six seven eight"), 2)
}
_RETELLINGS = (
    (re.compile(r"(?<=\d)\s?(?:per cent|percent)\b"), "%"),
    (re.compile(r"(?<=\d)%"), " percent"),
    (re.compile(r", (?:a|an|the) [a-z][^,;“”\"]{3,50},(?= (?:said|was|is|has|had|will)\b)"), ""),
    (re.compile(r", (?:which|who) [^,.;“”\"]{5,80}(?=\.$)"), ""),
    (re.compile(r"(?<=[a-z]) \([^)“”\"]{3,50}\)(?! [A-Z])"), ""),
    (re.compile(r"(?<![\d$£€.,-])\b([2-8])\b(?![\d%.,:-]|st|nd|rd|th)"), lambda m: _NUMBERS[m[1]]),
    (re.compile(r"\b(two|three|four|five|six|seven|eight)\b"
                r"(?![ -](?:hundred|thousand|dozen|thirds))"),
     lambda m: {word: n for n, word in _NUMBERS.items()}[m[1]]),
    (re.compile(r"\bdid not\b"), "didn't"),
    (re.compile(r"\bwas not\b"), "wasn't"),
    (re.compile(r"\bsaid on (?=\w+day\b)"), "said "),
    (re.compile(r"^(?:But|And|However|Meanwhile|Still|Now),? (?=[A-Z])"), ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueSentence:
    """A sentence that its evidence, number 1, bears out; `source` names the kind it came from."""

    id: str
    source: str
    text: str
    evidence: Evidence


def evidence_of(
    id: str, body: str, start: int, end: int, *, n: int = 1, row: dict[str, str] | None = None
) -> Evidence:
    """Returns evidence whose passage is `body[start:end]`."""
    row = row or {}
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    article = Article(
        id=id,
        headline=row.get("headline", ""),
        body=body,
        outlet=row.get("outlet", "The Outlet"),
        published=day,
        date_evidence=DateEvidence.FIELD if day else DateEvidence.UNKNOWN,
    )
    passage = Passage(
        id=f"{id}/1/0", number=n, article_id=id, revision=1, ordinal=0,
        start=start, end=end, text=body[start:end],
    )  # fmt: skip
    return Evidence(n=n, passage=passage, article=article, score=1.0)


def judged(folder: Path, split: str) -> Iterator[TrueSentence]:
    """Yields the paraphrases of `READER_SETS` that people judged true."""
    for name in READER_SETS:
        for row in read_rows(folder / f"{name}.jsonl.gz"):
            if row["label"] == "supported" and half(row["id"]) == split:
                premise, claim = rejoined(row["premise"]), rejoined(row["claim"])
                if not told_whole(claim, premise):
                    continue
                evidence = evidence_of(row["id"], premise, 0, len(premise))
                yield TrueSentence(
                    id=row["id"], source=name.split("-")[1], text=claim, evidence=evidence
                )


def rejoined(text: str) -> str:
    """Returns text with figures that a tokenizer cut ("3, 800", "$ 5") put together again."""
    text = re.sub(r"(?<=\d)([.,]) (?=\d{3}\b)|(?<=\d)(\.) (?=\d\b)", r"\1\2", text)
    return re.sub(r"(?<=[$£€]) (?=\d)", "", text)


def told_whole(claim: str, premise: str) -> bool:
    """Returns whether every figure, name and quotation of a claim occurs in its premise.

    NewsNLI's judges knew the story: of the claims they called true, a third have a name or figure
    that the one sentence beside it lacks, which no citation of it could bear out.
    """
    told = premise.lower()
    numerals = re.findall(r"\d[\d,.]*\d|\d|(?:(?<=\w )|^)[A-Z][a-z]{3,}", claim)
    words = re.findall(rf"\b(?:{'|'.join(_NUMBERS.values())})\b", claim.lower())
    quoted = re.findall(r"[“\"]([^”\"]+)[”\"]", claim)
    return all(fact.lower()[:5] in told for fact in (*numerals, *words)) and all(
        quote.lower().strip(" ,.") in told for quote in quoted
    )


def from_articles(path: Path, split: str, articles: int) -> Iterator[TrueSentence]:
    """Yields sentences of the first so many articles of a split: verbatim, and some retold.

    Retelling changes only what keeps a sentence true: spelled figures, a clause set apart left out.
    """
    rows = (row for row in read_rows(path) if half(row["url"]) == split)
    for row, _ in zip(rows, range(articles), strict=False):
        body = row["text"].strip()
        for start, end in _passages(body):
            evidence = evidence_of(row["url"], body, start, end, row=row)
            for first, last in sentence_spans(body[start:end])[:4]:
                text = " ".join(body[start + first : start + last].split())
                if not 40 <= len(text) <= 350 or text[-1] not in '.!?”"':
                    continue
                id = f"{row['url']}#{start + first}"
                yield TrueSentence(id=id, source="verbatim", text=text, evidence=evidence)
                told = retold(text)
                if told != text:
                    yield TrueSentence(id=f"{id}r", source="retold", text=told, evidence=evidence)


def retold(text: str) -> str:
    """Returns `text` with its wording changed outside quotations where that keeps it true."""
    if re.search(r"[“”\"‘«]", text):
        return text
    for pattern, instead in _RETELLINGS:
        text = pattern.sub(instead, text, count=1)
    return text


def _passages(body: str) -> list[tuple[int, int]]:
    """Runs of whole paragraphs, each up to `PASSAGE` characters if its first one is."""
    runs: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"[^\n]*\S[^\n]*", body):
        if runs and paragraph.end() - runs[-1][0] <= PASSAGE:
            runs[-1] = (runs[-1][0], paragraph.end())
        else:
            runs.append(paragraph.span())
    return runs[:4]


def others(sentences: Sequence[TrueSentence]) -> dict[str, Evidence]:
    """Returns for each sentence the evidence of another article, as number 2."""
    found: dict[str, Evidence] = {}
    for i, one in enumerate(sentences):
        for step in range(len(sentences) // 2, len(sentences) // 2 + len(sentences)):
            other = sentences[(i + step) % len(sentences)].evidence
            if other.article.id != one.evidence.article.id:
                passage = other.passage
                found[one.id] = evidence_of(
                    other.article.id, other.article.body, passage.start, passage.end, n=2
                )
                break
    return found
