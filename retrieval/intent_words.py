"""The words by which questions tell what they are after, the most telling first.

Every pattern names the archive's own things (articles, coverage, mentions) or opens the question;
none rests on a single word. `subject`, and `more` after it, is what the question is about.
"""

from __future__ import annotations

from retrieval.intents import Intent

_SUBJECT = r"(?P<subject>\S.*)"
_ASKING = (
    r"^(?:and |so |but |ok,? |okay,? )?(?:please,? )?(?:(?:can|could|would|will) (?:you|i) )?"
    r"(?:please )?(?:i(?: would|'d) like(?: to (?:see|have|get|read))? |i (?:want|need)(?: to "
    r"see)? |"
    r"let me see |get me |have )?"
)
_SHOWING = (
    r"(?:(?:show|give|list|find|get|tell|make|write|draw up|build|compile|produce|create|fetch|"
    r"pull up|bring up|dig out|dig up|search for|look for|look up)(?: me| us)? )?"
)
_SHOWN = _SHOWING.removesuffix("?")
_SOME = (
    r"(?:(?:all|any|every|the|some|our|more|recent|other|a|an|of|full|complete|detailed|brief) )*"
)
_PIECES = (
    r"(?:news )?(?:articles|stories|pieces|reports|columns|interviews|items|clippings|cuttings)"
)
_PIECE = r"(?:news )?(?:article|story|piece|report|column|interview)"
_WE = (
    r"(?:we|our (?:paper|reporters|newsroom|archive)|(?:the|this) archive|the papers?|the press|"
    r"the media|newspapers|outlets|anyone|anybody)"
)
_ABOUT = (
    r"(?:about|on|mentioning|covering|regarding|concerning|of|related to|relating to|to do with)"
)
_ON = r"(?:about|on|mentioning|regarding|concerning)"
UNIT = r"(?:month|week|year|day|outlet|paper|author|kind)s?"
_QUOTED = r"[\"“‘«'](?=\w)[^\"”»]{2,}?[\w.,!?…][\"”’»'](?!\w)"

PATTERNS: tuple[tuple[Intent, str], ...] = (
    # -- the first article that speaks of something
    (
        Intent.FIRST_MENTION,
        rf"^when (?:was|were|is) {_SUBJECT} first (?:mentioned|named|written about|covered|"
        r"referred to|reported on)\b(?: (?:by|in) (?:us|print|the (?:news|press|papers?)|"
        r"(?:the|this|our) (?:archive|pages?|papers?)))?",
    ),
    (
        Intent.FIRST_MENTION,
        rf"^when did {_WE} first (?:report|mention|write|cover|publish|name|hear|run)"
        rf"(?: (?:anything|something|an article|a story))?(?: (?:about|on|of))? {_SUBJECT}",
    ),
    (
        Intent.FIRST_MENTION,
        rf"{_ASKING}(?:(?:what|which|where|when) (?:is|was|were) |{_SHOWN})?(?:the |our )?"
        rf"(?:very )?(?:first|earliest|oldest) (?:{_PIECE} {_ON}|(?:{_PIECE} )?(?:to mention|"
        rf"that mention(?:s|ed))|(?:mention|reference|coverage)s? (?:of|to)) {_SUBJECT}",
    ),
    (
        Intent.FIRST_MENTION,
        r"^(?:which|what) (?:outlet|paper|newspaper|article)s? (?:was (?:the )?first to (?:report|"
        rf"mention|cover|write about)|first (?:reported|mentioned|covered|wrote about)) {_SUBJECT}",
    ),
    # -- exact words
    (
        Intent.QUOTE,
        rf"^who (?:first )?(?:said|says|uttered|tweeted|coined|used)(?: that| of \w+| the "
        rf"(?:words|phrase|line|sentence))?[:,]? (?P<subject>{_QUOTED}.*)",
    ),
    (
        Intent.QUOTE,
        rf"^(?:whose (?:words|quote|line) (?:is|are|was|were)|did \S.* (?:really |actually |ever )?"
        rf"(?:say|write)(?: that| the words)?[:,]?) (?P<subject>{_QUOTED}.*)",
    ),
    (
        Intent.QUOTE,
        rf"^where (?:does|did) (?:the (?:quote|line|words|phrase)) (?P<subject>{_QUOTED}.*?)"
        r" (?:come from|appear|stand)\b",
    ),
    (
        Intent.QUOTE,
        rf"{_ASKING}(?:(?:what|which|where) (?:is|was|are|were) |{_SHOWN}|(?:verify|check|locate|"
        r"confirm) )(?:the |a |any |this )?(?:(?:exact|full|original|verbatim|precise|actual) )*"
        r"(?:quotes?|quotations?)\b[:,]?(?: (?:about|on|where|in which|from|by|of|that))?"
        rf" {_SUBJECT}",
    ),
    (
        Intent.QUOTE,
        rf"{_ASKING}(?:(?:what|which) (?:is|was|are|were) |{_SHOWN})(?:the )?(?:exact|verbatim|"
        rf"precise|actual) (?:words|wording)(?: (?:of|from|by|about|on|that|with which))? "
        rf"{_SUBJECT}",
    ),
    (
        Intent.QUOTE,
        r"^(?:what|which) (?:were|are|was) (?P<subject>\S.*?)(?:'s|’s|s'|s’) (?:exact|precise|"
        r"actual|"
        r"own) words\b(?P<more>.*)",
    ),
    (Intent.QUOTE, rf"^what exactly did {_SUBJECT} (?:say|write|tell)\b(?P<more>.*)"),
    (
        Intent.QUOTE,
        rf"^what did {_SUBJECT} say (?P<more>.*?),? (?:exactly|word for word|verbatim|in (?:his|"
        rf"her|"
        r"their|its) (?:own|exact) words)$",
    ),
    # -- how much was written
    (
        Intent.COVERAGE,
        rf"^how many {_PIECES} (?:(?:are|were) there |do we have |does (?:the|this) archive "
        rf"(?:hold|"
        rf"have) |have we (?:got|run|published|written|carried) |did we (?:run|publish|write|"
        rf"carry) )?"
        rf"(?:about|on|mention(?:ing|ed)?|regarding|concerning|cover(?:ing|ed)?|discuss(?:ing|ed)?|"
        rf"that mention(?:ed)?|which mention(?:ed)?|deal(?:ing|t)? with) {_SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"^how (?:much|often|many times|regularly|widely|heavily) (?:have|has|did|do|does) {_WE} "
        rf"(?:writ(?:e|ten)|report(?:ed)?|cover(?:ed)?|publish(?:ed)?|mention(?:ed)?)"
        rf"(?: (?:about|on))? {_SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"{_ASKING}{_SHOWING}(?:what (?:is|was) |count |chart |plot )?{_SOME}(?:coverage|number "
        rf"of "
        rf"{_PIECES}|count of {_PIECES}|{_PIECES}) (?:of|{_ON}) {_SUBJECT} (?:over time|(?:by|per|"
        rf"for "
        rf"each|in each) {UNIT}(?:(?:,| and|,? by)+ {UNIT})*)$",
    ),
    (
        Intent.COVERAGE,
        rf"{_ASKING}(?:how much coverage (?:of {_SUBJECT} )?(?:is|was|were) there(?: of "
        rf"(?P<more>.*))?"
        r")$",
    ),
    (
        Intent.COVERAGE,
        rf"{_ASKING}(?:{_SHOWN}|what (?:is|was) |count )(?:the )?(?:number|count|volume|amount) of "
        rf"(?:coverage|{_PIECES}) (?:of|{_ON}) {_SUBJECT}",
    ),
    (
        Intent.COVERAGE,
        rf"{_ASKING}count (?:the |all |our )?{_PIECES} (?:of|that mention|{_ON}) {_SUBJECT}",
    ),
    # -- the course of events
    (
        Intent.TIMELINE,
        rf"{_ASKING}(?:{_SHOWN})?{_SOME}(?:[\w-]+ )?(?:timeline|time line|chronology) "
        rf"(?:of|for|on|about) {_SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        r"^what (?:is|was|'s) the (?:timeline|chronology|sequence of events) (?:of|in|leading "
        r"(?:up )?"
        rf"to|that led (?:up )?to) {_SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        rf"^how (?:did|has|have) {_SUBJECT} (?:unfold(?:ed)?|play(?:ed)? out|evolve[d]?|"
        rf"develop(?:ed)?"
        rf"(?= (?:over|since|from|between|day|week|month|step)\b))\b(?P<more>.*)",
    ),
    (
        Intent.TIMELINE,
        rf"^what happened,?(?: and)? when,? (?:in|during|with|around|before|after) {_SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        rf"{_ASKING}(?:{_SHOWN}|retrace |reconstruct )(?:the )?(?:key |main |most important )?"
        rf"(?:sequence of events|course of events|dates and events|key (?:dates|moments|events)|"
        rf"events in order) (?:of|in|for|around|leading (?:up )?to) {_SUBJECT}",
    ),
    (
        Intent.TIMELINE,
        rf"{_ASKING}(?:trace|retrace) the (?:history|course|story|development) of {_SUBJECT}",
    ),
    # -- articles, not answers
    (
        Intent.SOURCES,
        rf"^(?:which|what) (?:of our )?{_PIECES} (?:(?:do |did |have |has )?(?:we )?(?:have |run |"
        rf"ran |"
        r"published |publish |written |write |wrote )?(?:that )?(?:mention(?:ed)?|discuss(?:ed)?|"
        r"cover(?:ed)?|deal(?:t)? with|talk(?:ed)? about|refer(?:red)? to|quote[d]?|name[d]?|"
        r"speak of|report(?:ed)? on|(?:are |were |is )?(?:published |written )?(?:about|on)))"
        rf" {_SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:which|what) {_PIECE} (?:mentions|mentioned|is about|was about|quotes|quoted|talks "
        rf"about|"
        rf"talked about) {_SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"{_ASKING}{_SHOWN}{_SOME}(?:{_PIECES}|{_PIECE}|coverage|sources?|clips|everything|"
        rf"anything|background)(?: (?:that|which|we (?:have|ran|published|wrote)))?"
        rf" (?:{_ABOUT}|mentions?|mentioned|quoting|quotes?|discuss(?:es|ing)?|covers?) {_SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:{_PIECES}|sources|coverage|clips)(?: (?:that|which|we (?:have|ran)))?"
        rf" (?:{_ABOUT}|mention) {_SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:do|did|have) we (?:have|run|publish|write|written|published|got|carry|carried) (?:"
        rf"anything|something|any {_PIECES}|an? {_PIECE}|any coverage)(?: {_ABOUT}) {_SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:is|are) there (?:any |an? )?(?:{_PIECES}|{_PIECE}|coverage)(?: in the archive)? "
        rf"(?:{_ON}|of) {_SUBJECT}",
    ),
    (
        Intent.SOURCES,
        rf"^(?:what|where) (?:have|has) (?:we|our paper) (?:written|published|reported|run)"
        rf"(?: (?:about|on)) {_SUBJECT}",
    ),
    # -- where things stand
    (
        Intent.LATEST,
        rf"{_ASKING}(?:what(?:'s|’s| is| are) |{_SHOWN}|any )?(?:the )?(?:very )?latest(?: news| "
        r"developments?| updates?| information| state of play| state| status| situation)? "
        rf"(?:on|about|with|regarding|concerning|in|from|of) (?!the (?:week|month|year|"
        rf"day)\b){_SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"{_ASKING}(?:what(?:'s|’s| is) |{_SHOWN})(?:the )?(?:current|present|latest) (?:state|"
        rf"status"
        rf"|situation|position|state of play|state of affairs) (?:of|on|with|in|regarding|at|"
        rf"around) "
        rf"{_SUBJECT}",
    ),
    (
        Intent.LATEST,
        r"^where (?:do|does) (?:things|matters|it|everything) (?:now |currently )?stand(?: now| "
        rf"currently| today)? (?:on|with|in|over|regarding|at) {_SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"^where (?:do|does) {_SUBJECT} (?:now|currently) stand$|^where (?:do|does) "
        r"(?P<more>\S.*) stand (?:now|currently|at the moment)$",
    ),
    (
        Intent.LATEST,
        rf"^(?:is there )?any (?:news|updates?|(?:new )?developments?) (?:on|about|with|in|from) "
        rf"{_SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"^what(?:'s|’s| is) (?:new|happening(?: now)?|going on(?: now)?|the state of play) "
        rf"(?:with|in|on|at|around) {_SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"{_ASKING}(?:catch me up|update me|bring me up to (?:date|speed)) (?:on|about|with) "
        rf"{_SUBJECT}",
    ),
)
