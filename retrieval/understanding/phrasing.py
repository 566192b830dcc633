"""Pieces of which the patterns in `intent_words` are made."""

from __future__ import annotations

SUBJECT = r"(?P<subject>\S.*)"
ASKING = (
    r"^(?:and |so |but |ok,? |okay,? )?(?:please,? )?(?:(?:can|could|would|will) (?:you|i) )?"
    r"(?:please )?(?:i(?: would|'d) like(?: to (?:see|have|get|read))? |i (?:want|need)(?: to "
    r"see)? |let me see |get me |have )?"
)
SHOWING = (
    r"(?:(?:show|give|list|find|get|tell|make|write|draw up|build|compile|produce|create|fetch|"
    r"pull up|bring up|dig out|dig up|search for|look for|look up)(?: me| us)? )?"
)
SHOWN = SHOWING.removesuffix("?")
SOME = (
    r"(?:(?:all|any|every|the|some|our|more|recent|newest|latest|other|a|an|of|full|complete|"
    r"detailed|brief) )*"
)
PIECES = (
    r"(?:news )?(?:articles|stories|pieces|reports|columns|interviews|items|clippings|cuttings)"
)
EVERY_PIECE = "articles"
"""The subject of a survey that asks for no other: whatever was published."""

PIECE = r"(?:news )?(?:article|story|piece|report|column|interview)"
WE = (
    r"(?:we|our (?:paper|reporters|newsroom|archive)|(?:the|this) archive|the papers?|the press|"
    r"the media|newspapers|outlets|anyone|anybody)"
)
ABOUT = (
    r"(?:about|on|mentioning|covering|regarding|concerning|of|related to|relating to|to do with)"
)
ON = r"(?:about|on|mentioning|regarding|concerning)"
UNIT = r"(?:month|week|year|day|outlet|paper|author|kind)s?"
QUOTED = r"[\"“‘«'](?=\w)[^\"”»]{2,}?[\w.,!?…][\"”’»'](?!\w)"
