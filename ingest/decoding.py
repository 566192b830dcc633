"""Bytes into text: any encoding, bounded in size, never failing for one bad byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from archive.errors import UnreadableInput

# As much as charset-normalizer needs to tell single-byte encodings apart; more only costs time.
_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
# Control characters that no text holds, in any encoding with single bytes for ASCII.
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes, source: str, *, markup: bool = False) -> str:
    """The text of a file, without NUL bytes and other control characters.

    A byte order mark decides; else, with `markup`, what the page declares; else UTF-8 if it fits;
    else charset-normalizer's guess; else Windows-1252. Raises UnreadableInput for binary data.
    """
    encoding = encoding_of(data, markup=markup)
    if not encoding.startswith(("utf-16", "utf-32")) and is_binary(data):
        raise UnreadableInput(
            f"{source}: this is binary data, not text.",
            "Give Backfile text, HTML, JSON Lines or CSV; convert other formats first.",
        )
    return tidy(data.decode(encoding, errors="replace"))


def tidy(text: str) -> str:
    r"""The text without control characters and lone surrogates, in "\\n" line ends."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return _CONTROL.sub("", text.replace("\x0c", "\n"))


def line_decoder(sample: bytes) -> Callable[[bytes], str]:
    """A function that decodes single lines of the file that begins with `sample`.

    A line that is not valid in the file's encoding is read as Windows-1252, and only that line.
    """
    encoding = encoding_of(sample, complete=False)

    def decode_line(line: bytes) -> str:
        for attempt in dict.fromkeys((encoding, "utf-8", "cp1252")):
            try:
                return line.decode(attempt)
            except UnicodeDecodeError:
                continue
        return line.decode("cp1252", errors="replace")

    return decode_line


def encoding_of(data: bytes, *, markup: bool = False, complete: bool = True) -> str:
    """The name of the encoding, one that Python knows; `complete` says `data` is the whole file."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    declared = _DECLARED.search(data[:4096]) if markup else None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, complete)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if declared:
        name = _known(declared[1].decode("ascii"))
        # Pages that claim UTF-8 and break it, or claim Latin-1, are Windows-1252 to every browser.
        return "cp1252" if name in {"utf-8", "iso8859-1", "ascii", ""} else name
    if _utf16_without_mark(data[:512]):
        return _utf16_without_mark(data[:512])
    return _guess(data)


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold more control characters than a damaged text would."""
    sample = data[:_SAMPLE]
    return len(_BINARY.findall(sample)) > max(2, len(sample) // 200)


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16's name where every other byte is NUL, as in Latin text without a mark, else ""."""
    if len(data) < 4:
        return ""
    half = len(data) // 2
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _guess(data: bytes) -> str:
    """charset-normalizer's best guess from the stretch with the first byte beyond ASCII."""
    from charset_normalizer import from_bytes

    beyond = re.search(rb"[\x80-\xff]", data)
    start = max(0, beyond.start() - _SAMPLE // 4) if beyond else 0
    sample = data[start : start + _SAMPLE]
    bad = sum(byte >= 0x80 for byte in sample)
    try:
        sample.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        broken = sample.decode("utf-8", errors="replace").count("\ufffd")
        if error.start > 0 and broken <= bad // 10:
            return "utf-8"
    best = from_bytes(sample).best()
    return _known(best.encoding) if best and _known(best.encoding) else "cp1252"
