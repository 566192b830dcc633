from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from archive.errors import UnreadableInput
from ingest.documents import Field, Format, RawDocument
from ingest.readers import read

ROW = {"headline": "Bridge closes", "body": "The Fennick bridge closes on Monday."}
LINE = json.dumps(ROW)


def documents(path: Path) -> list[RawDocument]:
    return [found for found in read(path) if isinstance(found, RawDocument)]


def failures(path: Path) -> list[str]:
    return [str(found) for found in read(path) if isinstance(found, UnreadableInput)]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("Bridge closes\n\nThe bridge closes on Monday.\n", Format.TEXT),
        ("<!DOCTYPE html><html><body><h1>Bridge</h1></body></html>", Format.HTML),
        (f"{LINE}\n{LINE}\n", Format.RECORD),
        (json.dumps([ROW, ROW], indent=2), Format.RECORD),
        (json.dumps({"articles": [ROW]}, indent=2), Format.RECORD),
        ("Title;Text\nBridge;It closes.\n", Format.RECORD),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_content_decides_what_a_file_is(
    tmp_path: Path, content: str, form: Format, packed: bool
) -> None:
    data = gzip.compress(content.encode()) if packed else content.encode()
    found = documents(written(tmp_path, "any.dat", data))
    assert found
    assert {document.format for document in found} == {form}


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"Title": "Bridge", "TEXT": "b"}, Field.HEADLINE, "Bridge"),
        ({"name": "B", "maintext": "b", "date_publish": "2026"}, Field.PUBLISHED, "2026"),
        ({"title": "B", "articleBody": "b", "datePublished": 17701}, Field.PUBLISHED, "17701"),
        ({"title": "B", "body": "b", "canonical_url": "http://l/a"}, Field.URL, "http://l/a"),
        ({"title": "B", "body": "b", "source": {"name": "Ledger"}}, Field.OUTLET, "Ledger"),
        ({"title": "B", "content": "b", "source_domain": "l.example"}, Field.DOMAIN, "l.example"),
        ({"title": "B", "content": "b", "Section": "Opinion"}, Field.KIND, "Opinion"),
    ],
)  # fmt: skip
def test_usual_field_names_are_recognised(
    tmp_path: Path, row: dict[str, object], field: Field, value: str
) -> None:
    [document] = documents(written(tmp_path, "a.jsonl", json.dumps(row)))
    assert document.fields[field] == value


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Ann Bell", "Ole Tam"], ("Ann Bell", "Ole Tam")),
        ("Ann Bell and Ole Tam", ("Ann Bell and Ole Tam",)),
        ([{"name": "Ann Bell"}, {"@type": "Person", "name": "Ole Tam"}], ("Ann Bell", "Ole Tam")),
        (None, ()),
        ("nan", ()),
    ],
)
def test_authors_come_as_lists_strings_or_objects(
    tmp_path: Path, authors: object, names: tuple[str, ...]
) -> None:
    [document] = documents(written(tmp_path, "a.jsonl", json.dumps(ROW | {"authors": authors})))
    assert document.authors == names


def test_html_in_a_record_becomes_text(tmp_path: Path) -> None:
    body = "<p>Rain &amp; wind.</p><script>x()</script><p>More <b>rain</b>.</p>"
    [document] = documents(written(tmp_path, "a.jsonl", json.dumps(ROW | {"body": body})))
    assert document.text == "Rain & wind.\n\nMore rain."


def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", f'{LINE}\n{{"headline": "x", "bo\n{LINE}\n')
    assert len(documents(path)) == 2
    [failure] = failures(path)
    assert f"{path}:2: broken JSON" in failure


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"headline": "x"}', "no article text"),
        ('{"body": "x"}', "no headline"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
    ],
)
def test_a_bad_record_says_what_is_wrong_with_it(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path, "a.jsonl", f"{LINE}\n{line}\n")
    [failure] = failures(path)
    assert f"{path}:2: " in failure
    assert said in failure


def test_numbers_without_sense_do_no_harm(tmp_path: Path) -> None:
    line = LINE[:-1] + ', "date": NaN, "id": ' + "9" * 6000 + ', "x": 1e999}'
    assert len(documents(written(tmp_path, "a.jsonl", line))) == 1


def test_an_overlong_line_is_skipped_and_named(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", f'{LINE}\n{{"a": "{"x" * 10_000_001}"}}\n{LINE}\n')
    assert len(documents(path)) == 2
    assert ":2: longer than 10 MB" in failures(path)[0]


def test_csv_fields_may_hold_commas_quotes_and_line_breaks(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", 'id,title,text\n1,"A, ""b""","one\n\ntwo"\n2,C,three\n')
    one, other = documents(path)
    assert (one.fields[Field.HEADLINE], one.text) == ('A, "b"', "one\n\ntwo")
    assert (one.source, other.source) == (f"{path}:2", f"{path}:5")


def test_front_matter_becomes_fields(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Bridge closes"\ndate: 2026-02-03\nauthors: [Ann Bell, Ole Tam]\n---\nText.\n'
    )
    [document] = documents(written(tmp_path, "a.md", text))
    assert document.fields[Field.HEADLINE] == "Bridge closes"
    assert document.authors == ("Ann Bell", "Ole Tam")
    assert document.text == "Text.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = "Über die Brücke\n\nDie Brücke über den Fluß ist am Montag für Fußgänger geschlossen.\n"
    [document] = documents(written(tmp_path, "a.txt", text.encode(encoding)))
    assert document.text == text


def test_one_bad_byte_spoils_one_letter_only(tmp_path: Path) -> None:
    data = "Café closes\n\nThe café “Halder” closes.".encode() + b" \xff Again."
    [document] = documents(written(tmp_path, "a.txt", data))
    assert document.text.startswith("Café closes\n\nThe café “Halder” closes.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (bytes(range(256)) * 40, "binary data"),
        (b"%PDF-1.7 text", "a PDF"),
        (b"PK\x03\x04 text", "ZIP archive"),
        (b"<?xml version='1.0'?><rss></rss>", "XML"),
        (gzip.compress(b"Bridge closes. " * 9000)[:-40], "gzip data ends too early"),
        (b"\x1f\x8b garbage garbage garbage", "gzip data is damaged"),
        (gzip.compress(bytes(30_000_000)), "binary data"),
        (gzip.compress(b"a" * 30_000_000), "larger than 10 MB"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(
    tmp_path: Path, data: bytes, said: str
) -> None:
    path = written(tmp_path, "a.txt", data)
    with pytest.raises(UnreadableInput, match=said) as refused:
        documents(path)
    assert str(path) in refused.value.message
    assert refused.value.remedy


def test_a_table_without_usual_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no headline and no text column"):
        documents(written(tmp_path, "a.csv", "a,b\n1,2\n"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="could not be read"):
        documents(tmp_path / "missing.txt")
