"""A folder of files that no archive should hold, beside some that it should."""

from __future__ import annotations

import gzip
import json
import os
import random
import socket
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1_000_000


def line(n: int, **more: object) -> str:
    """An article as a content system exports it, on one line."""
    body = f"The mill opened on Monday before {n + 30} guests.\n\nIt grinds oats, said Tom Esk."
    about = {"title": f"Mill number {n} opens at Skerrin", "body": body, "date": "2024-03-04"}
    return json.dumps(about | {"url": f"https://courier.example/mill-{n}"} | more) + "\n"


def text(n: int) -> str:
    """An article as text, headline first."""
    return f"Ferry number {n} is back\n\nThe ferry came back on Monday with {n + 40} guests.\n"


def page(inside: str) -> str:
    """A web page."""
    return f"<!DOCTYPE html><html><head><title>Mill</title></head><body>{inside}</body></html>"


def bomb(start: bytes, filling: bytes, megabytes: int) -> bytes:
    """Gzipped data that begins in one way and goes on in another for so many megabytes."""
    return gzip.compress(start) + gzip.compress(filling * MEGABYTE) * megabytes


@dataclass(slots=True)
class Hostile:
    """What was written, and what has to become of it."""

    folder: Path
    failed: dict[str, str] = field(default_factory=dict)
    """What has to be said of each source that fails, by its name inside the folder."""
    skipped: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    """What has to be said of each that is taken in all the same."""
    added: int = 0
    unchanged: int = 0

    def broken(self, name: str, content: bytes | str, said: str, *, at: str = "") -> None:
        """Writes a file that fails as a whole, or at one line."""
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)
        self.failed[f"{name}{at}"] = said

    def whole(self, name: str, content: bytes | str, *, articles: int = 1) -> None:
        """Writes a file that can be read, whatever it is called."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)
        self.added += articles


def hostile_folder(folder: Path) -> Hostile:
    """Fills a new folder and returns what has to become of everything in it."""
    folder.mkdir()
    made = Hostile(folder)
    _broken_files(made)
    _broken_records(made)
    _odd_contents(made)
    _odd_names(made)
    _odd_entries(made)
    return made


def _broken_files(made: Hostile) -> None:
    noise = random.Random(7).randbytes(40_000)
    records = "".join(line(1_000 + n, note=noise[n * 200 :][:200].hex()) for n in range(3))
    packed = gzip.compress(records.encode())
    made.broken("empty.txt", b"", "is empty")
    made.broken("blank.txt", b" \n\t\r\n \n" * 50_000, "is empty")
    made.broken("blank.jsonl", b"\n" * 100_000, "is empty")
    made.broken("picture.txt", b"\x89PNG\r\n\x1a\n" + noise, "binary data")
    made.broken("zeros.txt", bytes(100_000), "binary data")
    made.broken("report.txt", b"%PDF-1.7\n" + noise, "a PDF")
    made.broken("feed.html", "<?xml version='1.0'?><rss></rss>", "XML")
    made.broken("nested.html", page("<div>" * 100_000 + "</div>" * 100_000), "no article text")
    made.broken("links.html", page('<ul><li><a href="/">Home</a></li></ul>'), "no article text")
    made.broken("deep.json", '{"title": "x", "a": ' + "[" * 100_000, "nested too deeply", at=":1")
    made.broken("cut.json", '[{"title": "Mill", "body": "The mi', "broken JSON")
    made.broken("table.csv", "a,b\n1,2\n", "no headline and no text column")
    made.broken("long.txt", "Mill opens at Skerrin. " * 500_000, "larger than 10 MB")
    made.broken("cut.jsonl.gz", packed[:-60], "ends too early")
    made.added += 2  # the records before the cut
    made.broken("torn.jsonl.gz", packed[:10] + b"\xff" * 80 + packed[90:], "is damaged")
    made.broken("bomb.txt.gz", bomb(b"Mill opens\n\nThe ", b"mill ", 400), "larger than 10 MB")
    made.broken("bomb.jsonl.gz", bomb(line(1).encode(), b"\n", 2_000), "times its size")
    made.broken("endless.jsonl.gz", bomb(line(2).encode() + b'{"a": "', b"a", 2_000), "times its")
    made.added += 2  # what stands before the filling


def _broken_records(made: Hostile) -> None:
    deep = '{"title": ' + "[" * 100_000 + "]" * 100_000 + "}\n"
    long = '{"title": "x", "body": "' + "Mill. " * 2_500_000 + '"}\n'
    for name, bad, said in (
        ("middle.jsonl", '{"title": "cut sho\n', "broken JSON"),
        ("bare.jsonl", '{"title": "Only this"}\n', "no article text"),
        ("number.jsonl", "17\n", "not a JSON object"),
        ("deep.jsonl", deep, "nested too deeply"),
        ("long.jsonl", long, "longer than 10 MB"),
    ):
        first = 10 + 2 * len(made.failed)
        made.broken(name, line(first) + bad + line(first + 1), said, at=":2")
        made.added += 2
    made.broken(
        "rows.csv",
        "title,body\nA dam,Is dry.\nA dyke\nA ford,Is wet.\n",
        "no article text",
        at=":3",
    )
    made.added += 2


def _odd_contents(made: Hostile) -> None:
    mayor = "<p>The mill opened on Monday before forty guests, said the mayor.</p>"
    made.whole("bytes.txt", b"Mills \xff\xfe turn\n\nThe caf\xc3\xa9 \xc3( opened on Monday.\n")
    made.remarks["bytes.txt"] = "not UTF-8; read as "
    caf = "Café number seven opens at Skerrin\n\nThe café opened on Monday. ".encode() * 9
    made.whole("torn character.txt", caf + b"It is full\xff.\n")
    made.remarks["torn character.txt"] = "no valid UTF-8 were replaced by �: 1 of them"
    stray = line(22).encode().replace(b"Tom", b"Tom\xe9")
    made.whole("stray.jsonl", line(21).encode() * 900 + stray + line(23).encode(), articles=3)
    made.remarks["stray.jsonl"] = "lines that are no valid UTF-8 were read as cp1252: 1 of them"
    made.unchanged += 899
    made.whole("nul.txt", b"Nul mill opens\x00\n\nThe mill\x00 opened on Monday.\n")
    made.whole(
        "deep.html", page("<div>" * 100_000 + f"<h1>Deep mill</h1>{mayor}" + "</div>" * 100_000)
    )
    made.whole("twice.txt", text(1))
    (made.folder / "twice, copied.txt").write_text(text(1))
    made.unchanged += 1


def _odd_names(made: Hostile) -> None:
    made.whole("line\nbreak: \x1b[31mred\x1b]0;title\x07.txt", text(2))
    made.whole("n" * 251 + ".txt", text(3))
    made.broken("line\nbreak: \x1b[31mred.jsonl", line(4) + "{\n" + line(5), "broken JSON", at=":2")
    made.added += 2
    below = made.folder.joinpath(*["d"] * 700)
    below.mkdir(parents=True)
    made.whole(str(below.relative_to(made.folder) / "bottom.txt"), text(6))
    try:
        made.whole(os.fsdecode(b"caf\xe9 \xff.txt"), text(7))
        made.broken(os.fsdecode(b"\xff.html"), "", "is empty")
    except OSError:
        made.failed.pop(os.fsdecode(b"\xff.html"), None)  # this file system takes UTF-8 only


def _odd_entries(made: Hostile) -> None:
    folder = made.folder
    (folder / "loop").mkdir()
    (folder / "loop" / "again").symlink_to(folder)
    made.skipped["loop/again"] = "a folder that is read already"
    (folder / "zz hard.txt").hardlink_to(folder / "twice.txt")
    made.skipped["zz hard.txt"] = "a file that is read already"
    (folder / "nowhere.txt").symlink_to(folder / "absent.txt")
    made.failed["nowhere.txt"] = "a link to nothing"
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    made.failed["itself.txt"] = "could not be opened"
    (folder / ".hidden").write_text(text(8))
    made.skipped[".hidden"] = "hidden"
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    made.skipped["photo.jpg"] = "files of type .jpg are not read"
    os.mkfifo(folder / "pipe.txt")
    made.skipped["pipe.txt"] = "not a regular file"
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # addresses are short
        listening.bind("socket.txt")
        os.chdir(here)
    made.skipped["socket.txt"] = "not a regular file"
    if Path("/proc/self/mem").exists():
        (folder / "failing.txt").symlink_to("/proc/self/mem")
        made.failed["failing.txt"] = "could not be read (Input/output error)"
    if os.geteuid():  # root may read everything
        for name in ("locked.txt", "locked"):
            (folder / name).mkdir() if name == "locked" else (folder / name).write_text(text(9))
            (folder / name).chmod(0)
        made.failed |= {"locked.txt": "Permission denied", "locked": "permission to open it"}
