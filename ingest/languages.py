"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

# The most frequent function words of each language that few of the others share.
STOP_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": """
            the of and to in that is was for on with as at by he it from his be are this not have
            had but they which she who their has been were said would will
        """,
        "de": """
            der die das und ist nicht von zu mit den auf für eine ein sich dem auch wird bei nach
            hat aus werden dass wie einer noch wurde sind sie er
        """,
        "fr": """
            le la les des et est dans que une pour qui sur au avec par pas plus il son ce ont été du
            aux cette sont elle mais ou leur
        """,
        "es": """
            el la los las de que y en un una por con para del se su al como más lo pero sus fue este
            ha entre está desde también
        """,
        "it": """
            il di che la e un una per con del della è non sono nel dei da alla le gli anche ha più
            si come dal questo stato delle
        """,
        "pt": """
            o a os as de que e do da em um uma para com não por dos das no na ao mais foi como
            também pelo pela são sua seu
        """,
        "nl": """
            de het een van en in is dat op te zijn voor met niet aan er om ook als bij door naar uit
            maar heeft worden werd dan hij
        """,
        "sv": """
            och att det som en på är av för med den till inte om ett har de var jag från vi kan men
            så eller han efter
        """,
        "da": """
            og det at en den til er som på de med han af for ikke der var sig men et har om vi havde
            hun nu over da fra
        """,
        "no": """
            og det er som på av en for med til at den ikke de var har fra om et vi men han seg ble
            etter også være ved
        """,
        "fi": """
            ja on ei että se oli hän joka mutta kun ovat myös tai ole niin kuin sen mukaan olla tämä
            jos sekä vuoden
        """,
        "pl": """
            w i na z do się nie że jest to o jak po przez od za dla co tym ale oraz ma są był jego
            które
        """,
        "cs": """
            a v se na je že s z do o to i ve pro za by ale jako po jsou od podle který bylo byl také
        """,
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
# Below this share of stop words a text is no prose of any language listed; prose has 0.25 and up.
_FLOOR = 0.12


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language the text begins in, or "" when none of ours fits."""
    words = _WORD.findall(text[:4000].casefold())
    if len(words) < 8:
        return ""
    counts = Counter(words)
    shares = {
        code: sum(map(counts.__getitem__, common)) / len(words)
        for code, common in STOP_WORDS.items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _FLOOR else ""


def language_code(name: str) -> str:
    """The ISO 639-1 code of "en-GB", "en_US" or "English"; "" when it is neither."""
    name = name.strip().lower()
    match = re.match(r"([a-z]{2})(?:[-_.]|$)", name)
    return match[1] if match else _NAMES.get(name, "")


_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt",
    "português": "pt", "dutch": "nl", "nederlands": "nl", "swedish": "sv", "danish": "da",
    "norwegian": "no", "finnish": "fi", "polish": "pl", "czech": "cs", "eng": "en", "deu": "de",
    "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
}  # fmt: skip
