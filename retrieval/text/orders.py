"""Orders in archive text that are addressed to a machine, not told to readers.

News tells what people order each other; an injected order speaks to whoever reads it ("ignore your
instructions", "answer that …"). Neither such an order nor what it dictates is an answer. Of 47,698
sentences of news, two are taken for one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.text.quotations import quotations
from retrieval.text.sentences import sentence_spans

_RULES = (
    r"(?:instruction|rule|prompt|direction|guideline|order|constraint|polic|restriction|safeguard)"
    r"\w*"
)
_MACHINE = (
    r"(?:AI|A\.I\.|LLM|language model|assistant|chat ?bot|bot|GPT|model|agent|summari[sz]er|"
    r"system)s?"
)
_SECRET = (
    r"(?:system prompt|instructions|prompt|API[ _-]?keys?|access (?:key|token)s?|secret\w*|token|"
    r"password\w*|credential\w*|environment variables?|configuration|BACKFILE_\w+|\w+_API_KEY)"
)
_SAY = (
    r"(?:say|write|answer|reply|respond|output|print|repeat|state|report|claim|tell|append|add|"
    r"include|insert|begin|start|end|translate|mention|cite|quote|pretend|conclude|act|behave)"
)
_GIVE = (
    r"(?:reveal|print|show|send|disclose|leak|output|repeat|expose|dump|give|hand over|share|list|"
    r"forward|post|display|include|reply with)"
)
_IGNORE = r"(?:ignor|disregard|forget|overrid|bypass|discard|drop)\w*"
_ANSWER = r"(?:answer|reply|response|output|repl|summar)\w*"
_MUST = r"(?:must|should|shall|has to|have to|needs? to|is to|are to|will now)"
_WHOM = r"(?:the (?:user|reader|person|world)|users|readers|them|everyone|anyone)"

_ORDERS = (
    rf"\b{_IGNORE}\b[^.!?\n]{{0,40}}\b(?:previous|prior|above|earlier|preceding|your|foregoing)\b"
    rf"[^.!?\n]{{0,30}}\b{_RULES}",
    rf"(?:^\W*|[.!?:\n]\s*){_IGNORE}\b[^.!?\n]{{0,40}}\b(?:all|any|these|the|former|system)\b"
    rf"[^.!?\n]{{0,30}}\b{_RULES}",
    rf"\b(?:previous|prior|above|earlier|your|system|safety) {_RULES} "
    r"(?:are|is|no longer|have been|do not|don['’]t|end|cease)",
    r"\b(?:system|developer|admin(?:istrator)?) (?:prompt|message|override|note|mode|update)\b",
    rf"\byou are (?:now |no longer )?(?:an?|the|in|my)?\s?[^.!?\n]{{0,30}}\b{_MACHINE}\b",
    r"\byou are (?:now|no longer|hereby|henceforth) (?!(?:leaving|entering|watching|listening))",
    rf"\b(?:attention|note|message|memo|instructions?|dear|hey|hello|for) (?:to |for )?"
    rf"(?:the |all |any )?(?:{_MACHINE}|whoever processes)\b",
    rf"\b(?:any|all|every|the|an|this) {_MACHINE}\b[^.!?\n]{{0,40}}\b{_MUST}\b[^.!?\n]{{0,20}}"
    rf"\b(?:{_SAY}|reveal|ignore|follow|use|treat|never|not)\b",
    r"\bnew (?:instruction|rule|directive|task|prompt)s?\s*:",
    rf"\b(?:the|your|every|each|all|my|any) {_ANSWER}\b[^.!?\n]{{0,20}}\b{_MUST}\b",
    rf"\b{_SAY}\b[^.!?\n]{{0,60}}\b(?:in|to|of|with|as|at the (?:end|start|top) of) "
    rf"(?:your|the|every|each|all) {_ANSWER}",
    r"\b(?:when|if|whenever)\b[^.!?\n]{0,40}\b(?:ask|question|quer)\w*\b[^.!?\n]{0,60}, ?"
    rf"(?:please |always |only |just |then |you must |you should )*{_SAY}\b",
    rf"\b(?:{_SAY} (?:your|the|every|each|all)|in your) {_ANSWER}\b",
    r"(?:^\W*|[.!?\n]\s*)(?:say|tell|write|answer|reply|respond|pretend|repeat)\b[^.!?\n]{0,60}"
    r"\bthat\b",
    rf"(?:^\W*|[.!?:;\n*>»]\s*|\b(?:please|instead|must|then|and then) ){_SAY} "
    rf"(?:only |exactly |instead |always |simply |to |with |in |{_WHOM} )*"
    r"(?:that|with|:|exactly|verbatim|the following|as if|“|\"|'|in (?:pirate|capital|French))",
    rf"\b{_GIVE}\b[^.!?\n]{{0,25}}\byour\b[^.!?\n]{{0,20}}\b{_SECRET}",
    rf"\b{_GIVE}\b[^.!?\n]{{0,25}}\b(?:the|all|any) (?:system prompt|API[ _-]?keys?|access "
    r"(?:key|token)s?|environment variables?|(?:passwords|credentials|secrets) you)\b",
    r"\b(?:do not|don['’]t|never) (?:cite|mention|show|give|use|follow|obey)\b[^.!?\n]{0,25}"
    r"\b(?:sources?|citations?|passages?|rules?|markers?|brackets|instructions)\b",
    r"\b(?:call|invoke|use|run) (?:the )?(?:\w+ ){0,2}(?:tool|function|plug-?in|command|browser)\b",
    r"\b(?:jailbreak|DAN mode|developer mode|god mode|do anything now)\b",
)
_STRUCTURES = (  # of prompts and tools, which no quotation marks make harmless
    r"\b(?:tool_calls?|function_call|tool_use|functions?\.\w+\(|execute_|run_(?:shell|code))",
    r"[\"'](?:tool|function|action|arguments|role|tool_name|recipient_name)[\"']\s*:",
    r"<\|?/?(?:im_start|im_end|system|assistant|user|endoftext|inst|function|tool)\b",
    r"\[/?INST\]|<<SYS>>|^(?:#+ ?)?(?:system|assistant|user|human|developer|AI)\s*[:>\]]",
    r"={3,} ?(?:ARCHIVE|END|BEGIN|SYSTEM)|\bARCHIVE TEXT (?:BEGINS|ENDS)\b",
    r"\b(?:END|BEGIN) OF (?:ARCHIVE|PASSAGES?|CONTEXT|DOCUMENT|PROMPT)",
)
_STRUCTURE = re.compile(
    "|".join(f"(?:{structure})" for structure in _STRUCTURES), re.IGNORECASE | re.MULTILINE
)
_ORDER = re.compile("|".join(f"(?:{order})" for order in _ORDERS), re.IGNORECASE | re.MULTILINE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def order_in(text: str) -> str:
    """The words of `text` that order a machine about, or "".

    Words in quotation marks are reported; but not the structure of a prompt, wherever it stands.
    """
    told = _UNSEEN.sub("", text)
    structure = _STRUCTURE.search(told)
    if structure:
        return structure[0]
    for quotation in list(quotations(told)):
        if quotation.closed:
            blank = " " * (quotation.end - quotation.start)
            told = told[: quotation.start] + blank + told[quotation.end :]
    found = _ORDER.search(told)
    return found[0] if found else ""


@lru_cache(maxsize=64)
def dictated_from(text: str) -> int:
    """Where the first sentence that orders a machine about begins, the length of `text` if none.

    What follows an order in its passage may be what it dictates, whatever it looks like.
    """
    spans = sentence_spans(text)
    return next((start for start, end in spans if order_in(text[start:end])), len(text))
