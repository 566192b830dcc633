"""Bytes into text: any encoding, bounded in size, never failing for one bad byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(slots=True)
class Liberties:
    """What was done to the bytes of one file that could not be decoded cleanly."""

    encoding: str = "utf-8"
    guessed: bool = False
    replaced: int = 0
    """How many times � was put for bytes that are no characters."""
    lines: int = 0
    """How many lines are in another encoding than the rest."""

    @property
    def remark(self) -> str:
        """What a person should know of it, "" where everything was clean."""
        unicode = self.encoding.startswith("utf-8")
        valid = f"that are no valid {'UTF-8' if unicode else self.encoding}"
        said = [f"not UTF-8; read as {self.encoding}"] if self.guessed else []
        if self.lines:
            other = "cp1252" if unicode else "UTF-8 or cp1252"
            said.append(f"lines {valid} were read as {other}: {self.lines:,} of them")
        if self.replaced:
            said.append(f"bytes {valid} were replaced by �: {self.replaced:,} of them")
        return "; ".join(said)

    def compare(self, data: bytes, text: str) -> None:
        """Counts what was replaced when `data` became `text`."""
        self.replaced += max(0, text.count("\ufffd") - data.count("\ufffd".encode()))


def decode(data: bytes, source: str, liberties: Liberties, *, markup: bool = False) -> str:
    """The text of a file, without NUL bytes and other control characters.

    A byte order mark decides; else, with `markup`, what the page declares; else UTF-8 if it fits;
    else charset-normalizer's guess; else Windows-1252. Raises UnreadableInput for binary data.
    """
    encoding, liberties.guessed = _find_encoding(data, markup=markup)
    liberties.encoding = encoding
    if not encoding.startswith(("utf-16", "utf-32")) and is_binary(data):
        raise UnreadableInput(
            f"{source}: this is binary data, not text.",
            "Give Backfile text, HTML, JSON Lines or CSV; convert other formats first.",
        )
    text = data.decode(encoding, errors="replace")
    liberties.compare(data, text)
    return tidy(text)


def tidy(text: str) -> str:
    r"""The text without control characters and lone surrogates, in "\\n" line ends."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return _CONTROL.sub("", text.replace("\x0c", "\n"))


def line_decoder(sample: bytes, liberties: Liberties) -> Callable[[bytes], str]:
    """A function that decodes single lines of the file that begins with `sample`.

    A line that is not valid in the file's encoding is read as Windows-1252, and only that line.
    """
    encoding, liberties.guessed = _find_encoding(sample, complete=False)
    liberties.encoding = encoding

    def decode_line(line: bytes) -> str:
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            liberties.lines += 1
        try:
            return line.decode("utf-8" if encoding != "utf-8" else "cp1252")
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
            liberties.compare(line, text)
            return text

    return decode_line


def encoding_of(data: bytes, *, markup: bool = False, complete: bool = True) -> str:
    """The name of the encoding, one that Python knows; `complete` says `data` is the whole file."""
    return _find_encoding(data, markup=markup, complete=complete)[0]


def _find_encoding(data: bytes, *, markup: bool = False, complete: bool = True) -> tuple[str, bool]:
    """The encoding's name, and whether it is a guess."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, False
    declared = _DECLARED.search(data[:4096]) if markup else None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, complete)
        return "utf-8", False
    except UnicodeDecodeError:
        pass
    if declared:
        name = _known(declared[1].decode("ascii"))
        # Pages that claim UTF-8 and break it, or claim Latin-1, are Windows-1252 to every browser.
        if name in {"utf-8", "iso8859-1", "ascii", ""}:
            return "cp1252", name != "iso8859-1"
        return name, False
    if wide := _utf16_without_mark(data[:512]):
        return wide, False
    guess = _guess(data)
    return guess, guess != "utf-8"


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
