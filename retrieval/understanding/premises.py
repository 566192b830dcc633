"""What a question takes for granted: "why did X resign?" presumes that X resigned.

Only questions that are plainly of one of a few shapes, about one of the deeds that news often
tells, have a premise here: 5 of 2,238 in a news quiz (RealTimeQA). Anything else is answered as it
stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.text.deeds import DEEDS, Deed
from retrieval.text.wording import plain, word_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """Who is taken to have done what, or to have had it done to them; `claim` is in the past."""

    subject: str
    claim: str
    deed: Deed

    @property
    def statement(self) -> str:
        """The claim as a clause: "Ulla Bern resigned in May"."""
        return f"{self.subject} {self.claim}"

    def denial(self, *, filtered: bool) -> str:
        """The sentence for readers when nothing searched, all or a part, bears the premise out."""
        where = "The articles searched do" if filtered else "The archive does"
        return f"{where} not say that {self.statement}."


def _any(forms: set[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_BY_BASE = {deed.base: deed for deed in DEEDS}
_BY_PAST = {deed.past: deed for deed in DEEDS}
_BY_PARTICIPLE = {deed.participle: deed for deed in DEEDS}
_BY_OBJECT = {deed.past: deed for deed in DEEDS if deed.object}
_BASE, _PAST = _any(set(_BY_BASE)), _any(set(_BY_PAST))
_PARTICIPLE, _OBJECT = _any(set(_BY_PARTICIPLE)), _any(set(_BY_OBJECT))

_ASKING = r"(?:why|when|where|how|how exactly|exactly when|how come)"
_SUBJECT = r"(?P<subject>\S(?:.{0,78}?\S)?)"
_REST = r"(?P<rest>(?: .*)?)"
_SHAPES = (
    (rf"{_ASKING} did {_SUBJECT} (?P<verb>{_BASE}){_REST}", "did"),
    (rf"what (?:caused|led|forced|prompted|drove|pushed) {_SUBJECT} to (?P<verb>{_BASE}){_REST}",
     "did"),
    (rf"what made {_SUBJECT} (?P<verb>{_BASE}){_REST}", "did"),
    (rf"how (?:long|soon|quickly) after {_SUBJECT} (?P<verb>{_PAST})(?P<rest>(?: .*?)??)"
     r"(?: (?:did|does|was|were|has|had) .*)?", "past"),
    (rf"{_ASKING} (?P<aux>was|were) {_SUBJECT} (?P<verb>{_PARTICIPLE}){_REST}", "passive"),
    (rf"{_ASKING} (?P<aux>has|have|had) {_SUBJECT} been (?P<verb>{_PARTICIPLE}){_REST}",
     "perfect passive"),
    (rf"{_ASKING} (?P<aux>has|have|had) {_SUBJECT} (?P<verb>{_PARTICIPLE}){_REST}", "perfect"),
)  # fmt: skip
_PATTERNS = [(re.compile(rf"^{shape}$", re.IGNORECASE), form) for shape, form in _SHAPES]
_WHO = re.compile(
    rf"^who (?P<verb>{_OBJECT}) (?P<subject>(?:(?:the|a|an|our) )?[\w’'.-]+(?: [\w’'.-]+){{0,5}}?)"
    r"(?P<rest>(?: (?:in|on|at|during|by|for|from|after|before|last|this|yesterday)\b.*)?)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:in|on|at|after|during|since|so|and|but)\b[^,?]{0,40},\s*|(?:and|so|but) )", re.I
)
_SECOND_PART = re.compile(r",? (?:and|or|but) (?:why|when|where|how|what|who|which)\b")
_ANOTHER_VERB = re.compile(rf"(?P<before>\S+) (?:{_BASE})\b", re.IGNORECASE)

_NOUN_FOLLOWS = frozenset(
    word_list(
        "the a an this that these those his her its their our my your of in on at to for from with "
        "by about into over under against between and or not never no any some every each another "
        "new latest first last recent planned proposed general air drone hunger rail nurses’"
    )
)
_MAY_FOLLOW = re.compile(  # a verb, and show by it that the word before was one
    r" (?:[A-Z“\"'‘\d]\S*|the|an?|his|hers?|their|its|our|of|in|on|at|to|for|from|with|by|about|"
    r"into|over|under|against|between|as|off|out|up|down|after|before|during|despite|amid|so|without|last|this|"
    r"that|these|those|next|early|late|earlier|yesterday|today|again|two|three|both|all|more|most|some|"
    r"many|several|and|or|but|when|if|while|because|near|outside|inside|across|\w+ly|\w+s)(?= |$)|$"
)
_MANY = re.compile(
    r" and |^(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many) |"
    r" (?:[a-z]*[^\Ws]s|(?:wo)?men|people|children|police)$"
)
_OTHER_VERBS = frozenset(
    word_list("have has had been be is see saw watch let make help want try decide notice file")
)
_POINTING = frozenset(
    word_list(
        "he she it they we i you this that these those there who which someone anyone everyone "
        "people somebody anybody everybody one others"
    )
)


def premise_of(question: str) -> Premise | None:
    """The premise of a question, where its shape leaves no doubt of it."""
    asked = " ".join(question.split()).rstrip(" ?")
    if not question.strip().endswith("?") or re.search(r"[?;:]", asked):
        return None
    asked = _LEAD.sub("", asked, count=1)
    for pattern, form in _PATTERNS:
        match = pattern.match(asked)
        if match is not None:
            return _active(match, form)
    who = _WHO.match(asked)
    return _done_to(who) if who else None


def _active(match: re.Match[str], form: str) -> Premise | None:
    subject, verb, rest = match["subject"], match["verb"], match["rest"]
    if not verb.islower() or not _is_subject(subject) or _doubtful(rest):
        return None
    if form == "did":
        deed = _BY_BASE[verb]
        claim = deed.past
    elif form == "past":
        deed = _BY_PAST[verb]
        claim = verb
    else:
        deed = _BY_PARTICIPLE[verb]
        if "passive" in form and not deed.object:
            return None
        aux = match["aux"].lower()
        claim = f"{aux} {'been ' if form == 'perfect passive' else ''}{verb}"
    return Premise(subject=subject, claim=f"{claim}{_clause(rest)}", deed=deed)


def _done_to(match: re.Match[str]) -> Premise | None:
    subject, rest = match["subject"], match["rest"]
    deed = _BY_OBJECT[match["verb"].lower()]
    if not _is_subject(subject) or _doubtful(f" {subject[0].upper()}{subject[1:]}{rest}"):
        return None
    aux = "were" if _MANY.search(subject) else "was"
    return Premise(subject=subject, claim=f"{aux} {deed.participle}{_clause(rest)}", deed=deed)


def _is_subject(text: str) -> bool:
    """Whether a text names somebody or something, and ends where a verb may follow."""
    parts = text.split()
    if (
        len(parts) > 8
        or _OTHER_VERBS & set(parts)
        or plain(parts[0]) in _POINTING
        or plain(parts[-1]) in _NOUN_FOLLOWS
    ):
        return False
    if "," in text or re.search(r"[’']s?$", parts[-1]):
        return False
    named = plain(parts[0]) in {"the", "a", "an", "our"} or any(part[0].isupper() for part in parts)
    return named or (len(parts) > 1 and parts[-1].endswith("s"))


def _doubtful(rest: str) -> bool:
    """Whether what follows the verb does not follow verbs, or holds another that may be the one."""
    return _MAY_FOLLOW.match(rest) is None or any(
        plain(found["before"]) not in _NOUN_FOLLOWS for found in _ANOTHER_VERB.finditer(f"-{rest}")
    )


def _clause(rest: str) -> str:
    """What follows the verb, up to where a second question begins."""
    return _SECOND_PART.split(rest)[0].rstrip(", ")
