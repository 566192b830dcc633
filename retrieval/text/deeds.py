"""What news says people and things did: verbs a question may presume, and words that bear them out.

A family holds verbs of one meaning and every wording by which a report may tell the same, near ones
included: it decides whether an archive speaks of the deed at all, not whether it is the same deed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.text.wording import word_list

# Verbs with their past tense where it is not regular, and their participle where it differs from
# that; the wordings that bear them out (`*`: any ending, `_`: a space); "object" where the one it
# is done to can be asked about ("was arrested").
_FAMILIES = (
    ("resign quit=quit step_down=stepped_down step_aside=stepped_aside stand_down=stood_down "
     "bow_out=bowed_out retire",
     "resign* quit* step*_down step*_aside stand*_down stood_down bow*_out leav* left depart* "
     "exit* "
     "retir* oust* gave_up vacat* relinquish* last_day outgoing ex-* sacked fired dismiss* "
     "succeeded successor* replac* end*_his end*_her withdr*", ""),
    ("die drown perish",
     "die* dying death* dead deadly kill* fatal* perish* drown* murder* succumb* pass*_away "
     "funeral mourn* lost_h*_life lost_their_lives body bodies the_late deceased victim* "
     "obituar* buried suicide "
     "execut* assassinat* shot_dead was_shot were_shot been_shot fatally_shot", ""),
    ("kill murder assassinate stab=stabbed shoot=shot poison",
     "kill* murder* assassinat* stab* shot_dead was_shot were_shot been_shot found_shot shoot* "
     "poison* execut* die* death* dead slain slay* "
     "homicide manslaughter fatal* gunned victim*", "object"),
    ("arrest detain capture",
     "arrest* detain* detention custody captur* apprehend* seized held_by held_in held_on caught "
     "jail* charged handcuff* prison*", "object"),
    ("charge indict prosecute sue",
     "charg* indict* prosecut* accus* sue sues sued suing lawsuit* court trial tried complaint "
     "legal_action suit alleg*", "object"),
    ("convict sentence jail imprison",
     "convict* guilty sentenc* jail* prison* imprison* behind_bars verdict plead* term", "object"),
    ("fire sack dismiss oust suspend",
     "fir* sack* dismiss* oust* suspen* remov* axe* let_go laid_off lay*_off terminat* job* "
     "resign* "
     "step*_down left replac* drop* part*_ways ban* stripped", "object"),
    ("close=closed shut=shut shut_down=shut_down",
     "clos* shut* shutter* cease* end* halt* suspend* evacuat*", "object"),
    ("cancel=cancelled call_off=called_off scrap=scrapped abandon",
     "cancel* call*_off scrap* abandon* axe* drop* ditch* postpon* pull* shelv* withdr* halt* end* "
     "suspend*", "object"),
    ("postpone delay reschedule put_off=put_off",
     "postpon* delay* reschedul* push*_back put_off put_back defer* move* late* later", "object"),
    ("sell=sold buy=bought acquire purchase",
     "sell* sold sale* buy* bought acqui* purchas* takeover deal bid* stake own*", "object"),
    ("collapse crumble", "collaps* crumbl* fell fall* cav* gave_way fail* rubble", ""),
    ("crash derail collide", "crash* derail* collid* collision plung* hit plummet* wreck* accident",
     ""),
    ("burn=burned burn_down=burned_down catch_fire=caught_fire",
     "burn* fire* blaze* flame* gutted ablaze smoke arson", ""),
    ("sink=sank=sunk capsize", "sink* sank sunk capsiz* go*_down went_down shipwreck* wreck", ""),
    ("explode blow_up=blew_up", "explo* blast* blow* blew bomb* deton* burst*", ""),
    ("evacuate", "evacuat* flee* fled leav* left mov*", "object"),
    ("walk_out=walked_out", "strik* struck walk*_out walkout* stoppage* industrial* "
     "picket* hit", ""),
    ("protest demonstrate", "protest* demonstrat* march* rall* riot* unrest", ""),
    ("apologise apologize", "apolog* sorry regret* remorse", ""),
    ("divorce separate split=split", "divorc* separat* split* break*_up broke*_up estrang* "
     "ex-*", ""),
    ("marry=married wed=wed", "marr* wed* husband wife spouse bride tied_the_knot", ""),
    ("ban=banned prohibit outlaw", "ban* prohibit* outlaw* bar* block* forbid* forbad* illegal "
     "suspen*", "object"),
    ("reject refuse veto=vetoed turn_down=turned_down",
     "reject* refus* veto* turn*_down declin* den* vot*_against oppos* rebuff* vot*_down dismiss* "
     "said_no", ""),
    ("approve ratify endorse", "approv* ratif* endors* back* pass* green_light agree* adopt* "
     "support* "
     "vot*_for clear* author* sign*", ""),
    ("invade attack bomb raid=raided storm=stormed",
     "inva* attack* bomb* raid* storm* strik* struck assault* shell* offensive incursion war hit "
     "troops target* clash*", "object"),
    ("withdraw=withdrew=withdrawn pull_out=pulled_out drop_out=dropped_out",
     "withdr* pull*_out drop*_out quit* leav* left retreat* exit* scratch* miss*", ""),
    ("escape flee=fled abscond", "escap* fle* fled abscond* on_the_run broke_out break*_out "
     "left", ""),
    ("disappear vanish", "disappear* vanish* missing lost last_seen", ""),
    ("elect", "elect* appoint* nam* choos* chose* pick* hir* won win* vot* nominat* "
     "becom* became", "object"),
    ("confess admit=admitted", "confess* admit* plead* guilty acknowledg* own*_up concede*", ""),
    ("steal=stole=stolen rob=robbed loot", "st*l* theft* thie* rob* loot* heist* burgl* took taken",
     "object"),
    ("kidnap=kidnapped abduct", "kidnap* abduct* hostage* snatch* captiv* seiz*", "object"),
    ("injure wound", "injur* wound* hurt hospital* casualt*", "object"),
    ("demolish destroy raze", "demoli* destr* raz* tear*_down tore_down torn_down knock*_down "
     "flatten* pull*_down rubble devastat* ruin* level*", "object"),
    ("deport extradite expel=expelled", "deport* extradit* expel* expuls* remov* return* sent_back",
     "object"),
    ("impeach", "impeach*", "object"),
    ("merge", "merg* join* combin* takeover deal", ""),
    ("go_bankrupt=went_bankrupt go_bust=went_bust", "bankrupt* bust insolv* administration "
     "collaps* "
     "liquidat* fold* chapter_11", ""),
    ("surrender", "surrender* g*ve_up turn*_himself_in turn*_herself_in capitulat* fell", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A verb in its three forms, and the pattern of the wordings that bear it out.

    `object` tells whether it is done to somebody or something that can be asked about.
    """

    base: str
    past: str
    participle: str
    told: re.Pattern[str]
    object: bool


def past_of(verb: str) -> str:
    """The past tense of a regular verb."""
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def _told(words: str) -> re.Pattern[str]:
    wordings = (
        re.escape(word).replace(r"\*", r"[\w-]*").replace("_", r"\s+") for word in word_list(words)
    )
    return re.compile(rf"\b(?:{'|'.join(wordings)})\b", re.IGNORECASE)


def _deeds() -> list[Deed]:
    found: list[Deed] = []
    for verbs, words, kind in _FAMILIES:
        told = _told(words)
        for forms in word_list(verbs):
            base, *irregular = forms.replace("_", " ").split("=")
            past = irregular[0] if irregular else past_of(base)
            found.append(
                Deed(
                    base=base,
                    past=past,
                    participle=irregular[-1] if irregular else past,
                    told=told,
                    object=kind == "object",
                )
            )
    return found


DEEDS = _deeds()
"""All verbs that a premise is looked for in."""
