"""The words by which questions tell what they are after, the most telling first.

Every pattern names the archive's own things (articles, coverage, mentions) or opens the question;
none rests on a single word. `subject`, and `more` after it, is what the question is about.
"""

from __future__ import annotations

from retrieval.intents import Intent
from retrieval.understanding.phrasing import (
    ABOUT,
    ASKING,
    ON,
    PIECE,
    PIECES,
    QUOTED,
    SHOWING,
    SHOWN,
    SOME,
    SUBJECT,
    UNIT,
    WE,
)

PATTERNS: tuple[tuple[Intent, str], ...] = (
    # -- the first article that speaks of something
    (
        Intent.FIRST_MENTION,
        rf"^when (?:was|were|is) {SUBJECT} first (?:mentioned|named|written about|covered|"
        r"referred to|reported on)\b(?: (?:by|in) (?:us|print|the (?:news|press|papers?)|"
        r"(?:the|this|our) (?:archive|pages?|papers?)))?",
    ),
    (
        Intent.FIRST_MENTION,
        rf"^when did {WE} first (?:report|mention|write|cover|publish|name|hear|run)"
        rf"(?: (?:anything|something|an article|a story))?(?: (?:about|on|of))? {SUBJECT}",
    ),
    (
        Intent.FIRST_MENTION,
        rf"{ASKING}(?:(?:what|which|where|when) (?:is|was|were) |{SHOWN})?(?:the |our )?"
        rf"(?:very )?(?:first|earliest|oldest) (?:{PIECE} {ON}|(?:{PIECE} )?(?:to mention|"
        rf"that mention(?:s|ed))|(?:mention|reference|coverage)s? (?:of|to)) {SUBJECT}",
    ),
    (
        Intent.FIRST_MENTION,
        r"^(?:which|what) (?:outlet|paper|newspaper|article)s? (?:was (?:the )?first to (?:report|"
        rf"mention|cover|write about)|first (?:reported|mentioned|covered|wrote about)) {SUBJECT}",
    ),
    (
        Intent.FIRST_MENTION,
        rf"^when (?:did|does) {SUBJECT} first (?:appear|come up|crop up|turn up|make) (?:in "
        rf")?(?:print|(?:the|this|our) (?:archive|pages?|papers?|news|headlines))",
    ),
    # -- exact words
    (
        Intent.QUOTE,
        rf"^who (?:first )?(?:said|says|uttered|tweeted|coined|used)(?: that| of \w+| the "
        rf"(?:words|phrase|line|sentence))?[:,]? (?P<subject>{QUOTED}.*)",
    ),
    (
        Intent.QUOTE,
        rf"^(?:whose (?:words|quote|line) (?:is|are|was|were)|did \S.* (?:really |actually |ever )?"
        rf"(?:say|write)(?: that| the words)?[:,]?) (?P<subject>{QUOTED}.*)",
    ),
    (
        Intent.QUOTE,
        rf"^where (?:does|did) (?:the (?:quote|line|words|phrase)) (?P<subject>{QUOTED}.*?)"
        r" (?:come from|appear|stand)\b",
    ),
    (
        Intent.QUOTE,
        rf"{ASKING}(?:(?:what|which|where) (?:is|was|are|were) |{SHOWN}|(?:verify|check|locate|"
        r"confirm) )(?:the |a |any |this )?(?:(?:exact|full|original|verbatim|precise|actual) )*"
        r"(?:quotes?|quotations?)\b[:,]? (?:(?:about|on|where|in which|from|by|of|that) |"
        rf"(?=[\"“‘«'])){SUBJECT}",
    ),
    (
        Intent.QUOTE,
        rf"{ASKING}(?:(?:what|which) (?:is|was|are|were) |{SHOWN})(?:the )?(?:exact|verbatim|"
        rf"precise|actual) (?:words|wording)(?: (?:of|from|by|about|on|that|with which))? "
        rf"{SUBJECT}",
    ),
    (
        Intent.QUOTE,
        r"^(?:what|which) (?:were|are|was) (?P<subject>\S.*?)(?:'s|’s|s'|s’) (?:exact|precise|"
        r"actual|own) words\b(?P<more>.*)",
    ),
    (Intent.QUOTE, rf"^(?:direct )?(?:quotes?|quotations?) (?:from|by|of|about|on) {SUBJECT}"),
    (Intent.QUOTE, rf"^what exactly did {SUBJECT} (?:say|write|tell)\b(?P<more>.*)"),
    (
        Intent.QUOTE,
        rf"^what did {SUBJECT} say (?P<more>.*?),? (?:exactly|word for word|verbatim|in (?:his|"
        rf"her|their|its) (?:own|exact) words)$",
    ),
    (
        Intent.QUOTE,
        rf"^who (?:was it|is it) (?:that|who) (?:said|says|tweeted)[:,]? (?P<subject>{QUOTED}.*)",
    ),
    (Intent.QUOTE, rf"^quote (?:me )?(?:what )?(?!unquote){SUBJECT}"),
    # -- how much was written
    (
        Intent.COVERAGE,
        rf"^how many {PIECES} (?:(?:are|were) there |do we have |does (?:the|this) archive "
        rf"(?:hold|"
        rf"have) |have we (?:got|run|published|written|carried) |did we (?:run|publish|write|"
        rf"carry) )?"
        rf"(?:about|on|mention(?:ing|ed)?|regarding|concerning|cover(?:ing|ed)?|discuss(?:ing|ed)?|"
        rf"that mention(?:ed)?|which mention(?:ed)?|deal(?:ing|t)? with) {SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"^how (?:much|often|many times|regularly|widely|heavily) (?:have|has|did|do|does) {WE} "
        rf"(?:writ(?:e|ten)|report(?:ed)?|cover(?:ed)?|publish(?:ed)?|mention(?:ed)?)"
        rf"(?: (?:about|on))? {SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"{ASKING}{SHOWING}(?:what (?:is|was) |count |chart |plot )?{SOME}(?:coverage|number "
        rf"of {PIECES}|count of {PIECES}|{PIECES}) (?:of|{ON}) {SUBJECT} (?:over time|(?:by|per|"
        rf"for each|in each) {UNIT}(?:(?:,| and|,? by)+ {UNIT})*)$",
    ),
    (
        Intent.COVERAGE,
        rf"{ASKING}(?:how much coverage (?:of {SUBJECT} )?(?:is|was|were) there(?: of "
        rf"(?P<more>.*))?)$",
    ),
    (
        Intent.COVERAGE,
        rf"{ASKING}(?:{SHOWN}|what (?:is|was) |count )(?:the )?(?:number|count|volume|amount) of "
        rf"(?:coverage|{PIECES}) (?:of|{ON}) {SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"{ASKING}count (?:the |all |our )?{PIECES} (?:of|that mention|{ON}) {SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"^how many {PIECES} (?:were|have been|had been) (?:published|written|printed|run) "
        rf"(?:about|on|mentioning) {SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"^how (?:much|many) (?:coverage|{PIECES}) did {SUBJECT} (?:get|receive|attract)\b",
    ),
    (
        Intent.COVERAGE,
        rf"^how (?:has|did) (?:the |our )?coverage of {SUBJECT} (?:changed?|varied|vary|developed?|"
        r"evolved?|grown?|risen|fallen)\b",
    ),
    (
        Intent.COVERAGE,
        rf"^how many (?P<subject>{PIECES})(?: (?:are|were) there| do we have| ha(?:ve|s) we "
        r"(?:got|run|published|written|carried)| did we (?:run|publish|write|carry)| (?:does|did) "
        r"(?:the|this|our|your) (?:archive|papers?) (?:hold|have|publish|run|carry)| (?:were|have "
        r"been) (?:published|written|printed|run)| are(?= in (?:here|(?:the|this|our) archive)))"
        rf"(?=$| (?:(?:by|per|for each|in each) {UNIT}|in|since|between|from|during|before|after|"
        r"until|last|this|on|over)\b)",
    ),
    # -- the course of events
    (
        Intent.TIMELINE,
        rf"{ASKING}(?:{SHOWN})?{SOME}(?:[\w-]+ )?(?:timeline|time line|chronology) "
        rf"(?:of|for|on|about) {SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        r"^what (?:is|was|'s) the (?:timeline|chronology|sequence of events) (?:of|in|leading "
        rf"(?:up )?to|that led (?:up )?to) {SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        rf"^how (?:did|has|have) {SUBJECT} (?:unfold(?:ed)?|play(?:ed)? out|evolve[d]?|"
        rf"develop(?:ed)?(?= (?:over|since|from|between|day|week|month|step)\b))\b(?P<more>.*)",
    ),
    (
        Intent.TIMELINE,
        rf"^what happened,?(?: and)? when,? (?:in|during|with|around|before|after) {SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        rf"{ASKING}(?:{SHOWN}|retrace |reconstruct )(?:the )?(?:key |main |most important )?"
        rf"(?:sequence of events|course of events|dates and events|key (?:dates|moments|events)|"
        rf"events in order) (?:of|in|for|around|leading (?:up )?to) {SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        rf"{ASKING}(?:trace|retrace) the (?:history|course|story|development) of {SUBJECT}",
    ),
    (Intent.TIMELINE, rf"^(?:timeline|chronology): {SUBJECT}"),
    (
        Intent.TIMELINE,
        rf"{ASKING}(?:walk|talk|take) me through (?:the )?(?:events (?:of|in|leading (?:up )?to)|"
        rf"course of|history of|what happened (?:in|during|with)) {SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        rf"^(?:what (?:happened|led (?:up )?to)|how we got to|list what happened)(?: (?:in|during|"
        rf"with))?"
        rf" {SUBJECT},? (?:in (?:chronological )?order|step by step|day by day|date by date)$",
    ),
    # -- articles, not answers
    (
        Intent.SOURCES,
        rf"^(?:which|what) (?:of our )?{PIECES} (?:(?:do |did |have |has )?(?:we )?(?:have |run |"
        rf"ran |"
        r"published |publish |written |write |wrote )?(?:that )?(?:mention(?:ed)?|discuss(?:ed)?|"
        r"cover(?:ed)?|deal(?:t)? with|talk(?:ed)? about|refer(?:red)? to|quote[d]?|name[d]?|"
        r"speak of|report(?:ed)? on|(?:are |were |is )?(?:published |written )?(?:about|on)))"
        rf" {SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"{ASKING}{SHOWN}{SOME}(?P<subject>{PIECES})(?: we have)?$|^(?:what|which) (?:is|are|was|"
        rf"were) (?:the|our) (?:newest|latest|most recent) (?P<more>{PIECES}|{PIECE})$",
    ),
    (
        Intent.SOURCES,
        rf"^(?:which|what) (?P<subject>{PIECES}) (?:did we (?:run|publish|write|carry|have)|"
        r"(?:were|have been) (?:published|printed|run))(?=$| (?:in|since|between|from|during|"
        r"before|after|until|last|this|on|over|yesterday|today)\b)",
    ),
    (
        Intent.SOURCES,
        rf"^(?:which|what) {PIECES} (?:are|were) there {ABOUT} {SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:which|what) {PIECE} (?:mentions|mentioned|is about|was about|quotes|quoted|talks "
        rf"about|talked about) {SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"{ASKING}{SHOWN}{SOME}(?:{PIECES}|{PIECE}|coverage|sources?|clips|everything|"
        rf"anything|background)(?: (?:that|which|we (?:have|ran|published|wrote)))?"
        rf" (?:{ABOUT}|mentions?|mentioned|quoting|quotes?|discuss(?:es|ing)?|covers?) {SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:{PIECES}|sources|coverage|clips)(?: (?:that|which|we (?:have|ran)))?"
        rf" (?:{ABOUT}|mention) {SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:do|did|have) we (?:have|run|publish|write|written|published|got|carry|carried) (?:"
        rf"anything|something|any {PIECES}|an? {PIECE}|any coverage)(?: {ABOUT}) {SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:is|are) there (?:any |an? )?(?:{PIECES}|{PIECE}|coverage)(?: in the archive)? "
        rf"(?:{ON}|of) {SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:what|where) (?:have|has) (?:we|our paper) (?:written|published|reported|run)"
        rf"(?: (?:about|on)) {SUBJECT}|^what (?:do we have|have we got) (?:about|on) (?P<more>.*)",
    ),
)
