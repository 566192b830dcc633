"""Which article a text is: canonical addresses and article ids."""

from __future__ import annotations

import re
from datetime import date
from hashlib import blake2b
from urllib.parse import SplitResult, urlsplit, urlunsplit

# Parameters that say where a reader came from, never which article it is.
_TRACKING = re.compile(
    r"(?:utm_|at_|guce_|ns_|mc_|pk_|mtm_|hsa_|vero_|_hs)\w*|(?:fb|g|dc|gb|wb|ms|tw|y|li_)cl(?:id|kid)|fbclid|"
    r"msclkid|igshid|igsh|_ga|_gl|ref|ref_src|ref_url|referrer|cmpid|cmp|icid|ncid|ocid|smid|"
    r"smtyp|xtor|ito|guccounter|__twitter_impression|taid|wt\.\w+|s_cid|sref|share|amp|outputtype",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_MOBILE_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.]+)")
_AMP_PATH = re.compile(r"(?:/amp|\.amp(?=\.html?$))/?(?=$|\.html?$)", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The address without what does not name the article; "" when it is no web address.

    Scheme and host are lowered; default ports, credentials, fragments, tracking parameters,
    a trailing slash and AMP markers at the end of the path are dropped.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host or re.search(r"\s", url.strip()):
        return ""
    if ":" in host:
        host = f"[{host}]"
    if port and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    path = _AMP_PATH.sub("", re.sub(r"/{2,}", "/", parts.path)).rstrip("/")
    query = "&".join(
        item
        for item in parts.query.split("&")
        if item and not _TRACKING.fullmatch(item.partition("=")[0])
    )
    return urlunsplit(SplitResult(scheme, host, path, query, ""))


def article_id(url: str, outlet: str, headline: str, published: date | None) -> str:
    """Sixteen hexadecimal digits that name an article, equal for every way to address it.

    http and https, `www.`, `m.` and `amp.` hosts count as one, and so do orders of parameters.
    Without an address that goes deeper than a front page, outlet (with or without "The"), headline
    and publication day stand in for it.
    """
    parts = urlsplit(canonical_url(url))
    if parts.path or parts.query:
        host = _MOBILE_HOST.sub("", parts.netloc)
        key = f"{host}{parts.path}?{'&'.join(sorted(parts.query.split('&')))}"
    else:
        day = published.isoformat() if published else ""
        key = "\n".join((_plain(outlet).removeprefix("the "), _plain(headline), day))
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _plain(text: str) -> str:
    """Lower-case words of a text, without punctuation, in one spacing."""
    return " ".join(re.findall(r"\w+", text.casefold()))
