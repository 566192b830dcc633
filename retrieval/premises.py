"""What a question takes for granted ("why did X resign?"), and whether the evidence says so.

Only questions that are plainly of one of a few shapes, about one of the deeds that news often
tells, have a premise here: 6 of 2,238 in a news quiz (RealTimeQA). Anything else is answered as it
stands, and where in doubt the premise is taken to hold: against the one passage that answers, 3 of
59 true premises were denied (QAMR) and 2 of 29 (SQuAD-shifts, Wikipedia), against one that does not
48 of 58 (TREC).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answers import Evidence
from retrieval.deeds import DEEDS, Deed
from retrieval.names import is_title, known_names
from retrieval.sentences import sentence_spans
from retrieval.wording import STOPWORDS, content_stems, plain, word_list, words


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
_UNREAL = re.compile(
    r"\b(?:not|never|no|without|nor|n[’']t|\w+n[’']t|(?:refus\w+|declin\w+) to|"
    r"den(?:y|ies|ied|ying)|reject\w+|call(?:s|ed|ing)? (?:on|for)|urg\w+|demand\w*|"
    r"pressure|should|ought|rul\w+ out|avoid\w*|escap\w+|threat\w*|rumou?rs?|if|unless|"
    r"whether)\b[^.,;:]{0,60}$",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(  # who did it, told before the deed without a name
    r"(?:\b(?:he|she|it|they|who|which|his|her|their|its|both|all)\b)(?:\W*[\w’'-]+){0,8}\W*$"
    r"|^\W*(?:[\w’'-]+ ){0,4}\W*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_AGENT = re.compile(
    rf"\b((?!{_DAY})[A-Z][\w’'.-]*(?: (?!{_DAY})[A-Z][\w’'.-]*)*)"
    r"(?: (?:has|have|had|was|is|will|also|then|later|who|abruptly|suddenly))*\s$"
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


def supported(premise: Premise, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence or a headline of the evidence says what the premise claims, or may.

    It holds a wording of the deed that nothing before it negates and no other name directly does,
    and the subject; or its article speaks of the subject, and who did it is told without a name. A
    name that the deed is done to must stand in the article too.
    """
    return any(_said_in(premise, item) for item in evidence)


def _said_in(premise: Premise, item: Evidence) -> bool:
    headline, text = item.article.headline, item.passage.text
    whole = f"{headline}.\n\n{item.article.body}"
    if not _is_about(premise.subject, whole) or not _holds_object(premise, whole):
        return False
    near = _holds(premise.subject, f"{headline}.\n\n{text}")
    sentences = [headline, *(text[start:end] for start, end in sentence_spans(text))]
    return any(
        (near and premise.deed.object) or _speaks_of(premise, sentence, match.start(), near)
        for sentence in sentences
        for match in premise.deed.told.finditer(sentence)
        if not _UNREAL.search(sentence, max(0, match.start() - 70), match.start())
    )


def _speaks_of(premise: Premise, sentence: str, at: int, near: bool) -> bool:
    """Whether what is told at this place is told of the subject, or may be where that is near."""
    before = sentence[:at]
    if _holds(premise.subject, sentence, share=0.0):
        return premise.deed.object or not _another_did(premise.subject, before)
    who = _ANAPHOR.search(before) if near else None
    between = before[who.start() :] if who else ""
    return who is not None and all(is_title(plain(word)) for word in _NAME.findall(between))


def _another_did(subject: str, before: str) -> bool:
    """Whether the words right before the deed are a name, and not the subject's."""
    named = _AGENT.search(before)
    if named is None or _holds(subject, before, share=0.0):
        return False
    run = [word for word in words(named[1]) if word not in STOPWORDS and not is_title(word)]
    if not run:
        return False
    return not set(words(subject)) & set(run) and not known_names(named[1]).hold_acronym(
        [part for part in words(subject) if part not in STOPWORDS]
    )


def _is_about(subject: str, text: str) -> bool:
    """Whether a text holds a subject and, where it is a person's full name, no namesake alone."""
    if not _holds(subject, text):
        return False
    full = re.fullmatch(r"([A-Z][\w’'-]+) ([A-Z][\w’'-]+)", subject)
    if full is None or known_names(text).hold(plain(full[1])):
        return True
    before = re.findall(rf"\b([A-Z][\w’'-]+) {re.escape(full[2])}\b", text)
    return all(is_title(plain(word)) for word in before)


def _holds(subject: str, text: str, share: float = 0.5) -> bool:
    """Whether a text holds a subject: the last word of a name, or of others a share of the words.

    At least one in any case.
    """
    known = known_names(text)
    content = [part for part in words(subject) if part not in STOPWORDS]
    if len(content) > 1 and known.hold_acronym(content):
        return True
    names = re.findall(r"\b[A-Z][\w’'.-]*", subject)
    if names and len(names) == len(content):
        return known.hold(content[-1])
    stems = content_stems(subject)
    return len(stems & content_stems(text)) >= max(1, share * len(stems))


def _holds_object(premise: Premise, text: str) -> bool:
    """Whether a text holds the name right behind the verb, where there is one."""
    rest = premise.claim.removeprefix(premise.deed.past)
    named = re.match(r" (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)", rest)
    return named is None or is_title(plain(named[1])) or _holds(named[1], text)
