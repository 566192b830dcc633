"""Foreign text made harmless for Discord: shown as written, never as markup, a link or a ping.

discord.py's `escape_markdown` leaves masked links, headings after spaces, channel and emoji tags,
bare addresses and invisible characters as they are; archive text and questions pass through here.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

# Discord shows the character after a backslash as itself unless it is a letter, digit or space.
_MARKUP = re.compile(r"[\\*_~|`<>#\[\]/]|:(?=\S)")
# Only the start of a line makes these a list or subtext.
_LINE_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)
# A backslash does not stop the server from reading a mention; a zero-width space inside does.
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)", re.IGNORECASE)
# Control characters, separators, text-direction overrides, byte-order marks, lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]",
)
_LONGEST_LINK = 600
_SAFE_IN_LINKS = "%/:;,+=&?!$~-._"


def literal(text: str) -> str:
    """`text` so that Discord shows exactly its characters; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = _UNSEEN.sub("", text.replace("\u2029", "\n").replace("\t", " "))
    text = _MARKUP.sub(r"\\\g<0>", text)
    text = _LINE_START.sub(_escape_line_start, text)
    return _PING.sub("@\u200b", text)


def _escape_line_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}\\{mark}" if mark in "-+" else f"{space}{mark}\\"


def literal_line(text: str) -> str:
    """`text` as `literal` shows it, on one line, with single spaces."""
    return literal(" ".join(text.split()))


def code_line(text: str) -> str:
    """`text` on one line as a code block shows it; it neither ends the block nor pings."""
    text = _UNSEEN.sub("", " ".join(text.split())).replace("`", "`\u200b")
    return _PING.sub("@\u200b", text)


def link(url: str, label: str = "open") -> str:
    """A masked link without a preview, or "" where `url` is not a plain web address.

    `label` is the caller's own words. Addresses with a user name, another scheme than http and
    https, or over 600 characters are refused; characters with a meaning in Markdown are encoded.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
        path, query, fragment = (quote(part, safe=_SAFE_IN_LINKS) for part in parts[2:])
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return ""
    if not re.fullmatch(r"[\w.-]+", host, re.ASCII) or re.search(r"[\s\x00-\x1f\x7f]", url):
        return ""
    netloc = host if port is None else f"{host}:{port}"
    safe = urlunsplit((parts.scheme, netloc, path, query, fragment))
    return f"[{label}](<{safe}>)" if len(safe) <= _LONGEST_LINK else ""
