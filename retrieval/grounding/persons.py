"""Who "he" or "she" is, where the text before leaves no doubt."""

from __future__ import annotations

import re

from retrieval.answers import Gloss
from retrieval.text.names import name_words, names_in
from retrieval.text.sentences import sentence_spans

_SUBJECT = re.compile(r"^(?:[A-Z][a-z]+ (?:later|also|then) )?(?P<pronoun>He|She)\b|"
                      r"^[^,“”\"A-Z]*[A-Z]?[^,“”\"A-Z]{3,40}, (?P<later>he|she)\b")  # fmt: skip
_BACK = 2  # sentences before in which the one person must be named
_MALE = re.compile(r"\b(?:he|him|his|himself|Mr|Sir|Lord|King|Prince|Father)\b", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:she|her|hers|herself|Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Sister)\b",
                     re.IGNORECASE)  # fmt: skip
_TITLED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|President|Minister|Mayor|Governor|"
    r"Senator|Judge|Chief|Captain|Colonel|General|Sergeant|Coach|Director|Chairman|Chairwoman|"
    r"Bishop|Pope|King|Queen|Prince|Princess|Chancellor|Secretary|master|leader|author|player|"
    r"minister|mayor|governor|director|executive|coach|captain|owner|founder)\.?,? $"
)
_HUMAN = re.compile(
    r"^(?:,? (?:aged )?\d{1,3}\b|,? (?:a|an|the|who|his|her|chief|head|leader|mayor|president)\b"
    r"(?! (?:company|group|firm|city|town|river|ship|bank|party|team|club|country|region))"
    r"| (?:said|says|told|added|insisted|argued|wrote|asked|replied|resigned|was born|married|"
    r"apologised|apologized|tweeted|testified|pleaded|retired)\b)"
)
_OTHERS = re.compile(  # nouns that "he" or "she" may mean as well
    r"\b(?:(?:wo)?m[ae]n|boys?|girls?|wife|husband|mother|father|son|daughter|brother|sister|friend|"
    r"partner|colleague|driver|officer|suspect|victim|teacher|doctor|nurse|lawyer|attorney|judge|"
    r"reporter|journalist|player|singer|actor|actress|author|patient|student|worker|resident|"
    r"neighbou?r|witness|\w+(?:man|woman|person)|child|teenager|\w+-year-old|official|who)\b"
)


def person_meant(body: str, start: int, text: str) -> Gloss | None:
    """Who the "he" or "she" that `text` opens with is, or None in any doubt.

    `text` stands in `body` at `start`. Only one person may be named in the two sentences before it
    in its paragraph, nobody else be spoken of, and the article tell whether it is a man or a woman.
    """
    found = _SUBJECT.match(text)
    if found is None:
        return None
    group = "pronoun" if found["pronoun"] else "later"
    pronoun = found[group].lower()
    paragraph = body[body.rfind("\n", 0, start) + 1 : start]
    spans = sentence_spans(paragraph)[-_BACK:]
    if not spans:
        return None
    before = paragraph[spans[0][0] : spans[-1][1]]
    if (_FEMALE if pronoun == "he" else _MALE).search(before) or re.search(r"[“”\"]", before):
        return None
    person = _only_person(before, body)
    if person is None or not _agrees(pronoun, person, body):
        return None
    return Gloss(start=found.start(group), end=found.end(group), text=person)


def _only_person(before: str, body: str) -> str | None:
    """The full name of the one person `before` names, where it speaks of no other."""
    persons: set[str] = set()
    rest = before
    for start, end in names_in(before, name_words(body) | _opening_words(before)):
        name = before[start:end].removesuffix("'s").removesuffix("’s")
        titled = _TITLED.search(before[:start])
        if titled or (" " in name and _HUMAN.match(before[end:])):
            persons.add(_full(name, body))
            rest = rest.replace(name, " ")
        elif not any(name in person for person in persons) and " " in name:
            return None
    if len(persons) != 1 or None in persons:
        return None
    named = persons.pop()
    apposed = re.sub(r",[^,.]{3,80},", ",", rest)
    return named if " " in named and not _OTHERS.search(apposed) else None


def _agrees(pronoun: str, person: str, body: str) -> bool:
    """Whether the sentences that name a person speak of a man, or of a woman, and of no other."""
    surname = person.split()[-1]
    naming = " ".join(
        body[start:end] for start, end in sentence_spans(body) if surname in body[start:end]
    )
    male, female = bool(_MALE.search(naming)), bool(_FEMALE.search(naming))
    return male != female and male == (pronoun == "he")


def _opening_words(before: str) -> frozenset[str]:
    """The words that open a sentence with another capitalised one behind them, in lower case."""
    firsts = (re.match(r"([A-Z][\w’'-]+) [A-Z]", before[at:]) for at, _ in sentence_spans(before))
    return frozenset(first[1].lower() for first in firsts if first)


def _full(name: str, body: str) -> str:
    """A surname with the first name the article gives it, if it gives but one."""
    if " " in name:
        return name
    longer = set(re.findall(rf"\b[A-Z][\w’'-]+ {re.escape(name)}\b", body))
    titles = {one for one in longer if _TITLED.match(f"{one.split()[0]} ")}
    names = longer - titles
    return names.pop() if len(names) == 1 else name
