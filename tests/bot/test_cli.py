from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from archive.articles import DateEvidence, Kind
from archive.errors import ArchiveError, ChatModelUnavailable
from bot import __version__
from bot.cli import app
from bot.compose import Composition
from ingest.identity import article_id
from retrieval.answers import Answer, AnswerStatus
from retrieval.question import Question
from retrieval.sources import SourceList
from tests.bot.invented import SEARCHED, answer, citation, sentence
from tests.bot.test_explained import USED
from tests.fakes.compositions import article, composition, fed

ANSWER = answer(sentence("Repairs will take until June, the mayor said."))


def run(on: Composition | None, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), obj=on, input=typed)


def answering(home: Path, say: Callable[[Question], Answer] = lambda _: ANSWER) -> Composition:
    return fed(composition(home, say=say))


def refusing(home: Path) -> Composition:
    return fed(composition(home))


# -- ask ------------------------------------------------------------------------------------------


def test_ask_prints_the_answer_with_its_sources(tmp_path: Path) -> None:
    result = run(answering(tmp_path), "ask", "When does the bridge reopen?")
    assert result.exit_code == 0
    assert result.stdout.startswith("Repairs will take until June, the mayor said. [1]\n\nSources")
    assert "Harbour Post, 3 Feb 2024" in result.stdout


def test_ask_json_prints_one_object_and_nothing_else(tmp_path: Path) -> None:
    result = run(answering(tmp_path), "ask", "When?", "--json")
    assert json.loads(result.stdout)["sentences"][0]["citations"] == [1]
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (AnswerStatus.ANSWERED, 0),
        (AnswerStatus.CONFLICTING, 0),
        (AnswerStatus.NOT_FOUND, 3),
    ],
)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_exit_code_of_ask_tells_whether_the_archive_answers(
    tmp_path: Path, status: AnswerStatus, code: int, options: list[str]
) -> None:
    say = replace(ANSWER, status=status)
    assert run(answering(tmp_path, lambda _: say), "ask", "When?", *options).exit_code == code


def test_filters_reach_the_question_in_the_archives_own_spelling(tmp_path: Path) -> None:
    asked: list[Question] = []

    def say(question: Question) -> Answer:
        asked.append(question)
        return ANSWER

    options = "--since 2024-02-01 --until 2024-02-29 --as-of 2024-03-01 --language EN"
    names = "--outlet harbour --author quill --kind OPINION --kind news"
    on = answering(tmp_path, say)
    assert run(on, "ask", " When? ", *options.split(), *names.split()).exit_code == 0
    assert asked == [
        Question(
            text="When?",
            asked=date.today(),
            since=date(2024, 2, 1),
            until=date(2024, 2, 29),
            as_of=date(2024, 3, 1),
            outlets=("Harbour Post",),
            authors=("Ada Quill",),
            kinds=(Kind.OPINION, Kind.NEWS),
            language="en",
        )
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "1 Feb"], "'1 Feb' is not a day; write it like 2024-02-01."),
        (["--until", "2024-02-30"], "there is no day 2024-02-30."),
        (["--since", "2024-03-01", "--until", "2024-02-01"], "lies after --until 2024-02-01"),
        (["--language", "english"], "two letters, like en"),
        (["--kind", "gossip"], ": 'gossip' is none of news, opinion, analysis, feature, live."),
    ],
)
def test_options_that_make_no_sense_are_usage_errors(
    tmp_path: Path, options: list[str], said: str
) -> None:
    result = run(refusing(tmp_path), "ask", "When?", *options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_an_unknown_outlet_is_refused_with_the_nearest(tmp_path: Path) -> None:
    result = run(refusing(tmp_path), "ask", "When?", "--outlet", "Harbor Post")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: No outlet in this archive is called 'Harbor Post'.\nDid you mean “Harbour Post”?\n"
    )


def test_without_an_archive_ask_says_how_to_feed_one(tmp_path: Path) -> None:
    result = run(composition(tmp_path / "none"), "ask", "When?")
    assert result.exit_code == 1
    assert "backfile ingest" in result.stderr
    assert not (tmp_path / "none").exists()


def test_an_empty_archive_is_told_from_one_without_an_answer(tmp_path: Path) -> None:
    on = composition(tmp_path)
    with on.owning():
        pass
    result = run(on, "ask", "When?")
    assert result.exit_code == 1
    assert "is empty" in result.stderr
    assert "backfile ingest" in result.stderr


def test_a_question_can_be_piped_in(tmp_path: Path) -> None:
    assert run(answering(tmp_path), "ask", typed="When?\n").exit_code == 0


@pytest.mark.parametrize("arguments", [["ask", " "], ["ask"], ["sources", ""]])
def test_an_empty_question_is_a_usage_error(tmp_path: Path, arguments: list[str]) -> None:
    result = run(refusing(tmp_path), *arguments, typed="\n")
    assert result.exit_code == 2
    assert "is empty" in result.stderr


@pytest.mark.parametrize("command", ["ask", "sources"])
def test_explain_tells_how_passages_were_ranked(tmp_path: Path, command: str) -> None:
    found = SourceList(citations=(citation(),), searched=SEARCHED, considered=(USED,))
    on = fed(
        composition(tmp_path, say=lambda _: replace(ANSWER, considered=(USED,)), sources=found)
    )
    assert "body 12.50 #2" in run(on, command, "bridge", "--explain").stdout
    assert "body" not in run(on, command, "bridge").stdout
    told = json.loads(run(on, command, "bridge", "--explain", "--json").stdout)
    assert told["considered"][0]["n"] == 1
    assert "considered" not in json.loads(run(on, command, "bridge", "--json").stdout)


def test_more_passages_of_an_article_can_be_asked_for(tmp_path: Path) -> None:
    asked: list[int] = []

    def say(question: Question) -> Answer:
        asked.append(question.passages)
        return ANSWER

    run(answering(tmp_path, say), "ask", "When?", "--passages", "3")
    assert asked == [3]
    assert run(answering(tmp_path, say), "ask", "When?", "--passages", "0").exit_code == 2


# -- errors ---------------------------------------------------------------------------------------


def test_an_error_is_one_message_with_its_remedy_and_no_traceback(tmp_path: Path) -> None:
    def say(question: Question) -> Answer:
        raise ChatModelUnavailable("The key is missing\x1b[2J.", "Set OPENAI_API_KEY.")

    result = run(answering(tmp_path, say), "ask", "When?")
    assert result.exit_code == 1
    assert result.stderr == "Error: The key is missing.\nSet OPENAI_API_KEY.\n"
    assert result.stdout == ""


def test_an_unexpected_error_is_one_line_that_says_how_to_report_it(tmp_path: Path) -> None:
    def say(question: Question) -> Answer:
        raise LookupError("oops")

    result = run(answering(tmp_path, say), "ask", "When?")
    assert result.exit_code == 1
    assert "LookupError: oops" in result.stderr
    assert "backfile --debug" in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_lets_the_traceback_through(tmp_path: Path) -> None:
    def say(question: Question) -> Answer:
        raise ArchiveError("oops")

    result = run(answering(tmp_path, say), "--debug", "ask", "When?")
    assert isinstance(result.exception, ArchiveError)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    (tmp_path / "articles").mkdir()
    result = run(composition(blocked / "home"), "ingest", str(tmp_path / "articles"))
    assert result.exit_code == 1
    assert str(blocked) in result.stderr.replace("\n", "")
    assert "Traceback" not in result.stderr


def test_an_interruption_leaves_quietly(tmp_path: Path) -> None:
    def say(question: Question) -> Answer:
        raise KeyboardInterrupt

    result = run(answering(tmp_path, say), "ask", "When?")
    assert result.exit_code == 130
    assert "Traceback" not in result.output


# -- sources, show, status ------------------------------------------------------------------------


def test_sources_lists_articles_with_their_best_passage(tmp_path: Path) -> None:
    result = run(refusing(tmp_path), "sources", "bridge")
    assert result.exit_code == 0
    assert "[1] Marrow bridge closes\n    Harbour Post, 3 Feb 2024\n" in result.stdout
    assert "“Repairs will take until June”" in result.stdout


def test_sources_json_has_the_passages(tmp_path: Path) -> None:
    value = json.loads(run(refusing(tmp_path), "sources", "bridge", "--json").stdout)
    assert value["query"] == "bridge"
    assert value["sources"][0]["article_id"] == citation().article_id
    assert value["searched"]["of"] == SEARCHED.of


def test_sources_without_a_find_exit_as_ask_does(tmp_path: Path) -> None:
    nothing = SourceList(citations=(), searched=SEARCHED)
    result = run(fed(composition(tmp_path, sources=nothing)), "sources", "eels")
    assert result.exit_code == 3
    assert "Nothing in this archive is near that." in result.stdout


@pytest.mark.parametrize(
    "reference",
    [
        "3f9c2a7be1d04c55",
        "3F9C",
        "https://harbourpost.example/3f9c2a7be1d04c55",
        "closes BRIDGE",
    ],
)
def test_show_finds_an_article_by_id_address_or_headline(tmp_path: Path, reference: str) -> None:
    result = run(refusing(tmp_path), "show", reference)
    assert result.exit_code == 0
    assert result.stdout.startswith("Marrow bridge closes\nHarbour Post · 3 Feb 2024")
    assert "\n\nRepairs will take until June, the mayor said.\n" in result.stdout


def test_show_finds_an_article_by_another_way_to_write_its_address(tmp_path: Path) -> None:
    url = "https://harbourpost.example/2024/bridge"
    on = fed(composition(tmp_path), article(article_id(url, "", "", None), url=url))
    written = "http://www.harbourpost.example/2024/bridge/?utm_source=x#top"
    assert run(on, "show", written).exit_code == 0


def test_show_lists_the_articles_when_several_are_meant(tmp_path: Path) -> None:
    on = fed(composition(tmp_path), article("aaaa0000"), article("aaaa1111", outlet="Gazette"))
    result = run(on, "show", "bridge")
    assert result.exit_code == 1
    assert "2 articles go by 'bridge'" in result.stderr
    assert "aaaa0000" in result.stderr
    assert "Gazette" in result.stderr


def test_show_says_how_to_find_what_it_does_not_know(tmp_path: Path) -> None:
    result = run(refusing(tmp_path), "show", "eels")
    assert result.exit_code == 1
    assert "backfile sources" in result.stderr


def test_show_can_show_an_earlier_revision(tmp_path: Path) -> None:
    later = article(headline="Marrow bridge opens", updated=date(2024, 6, 1))
    on = fed(composition(tmp_path), article(), later)
    assert "Revision 2 of 2" in run(on, "show", "3f9c").stdout
    assert run(on, "show", "3f9c", "--revision", "1").stdout.startswith("Marrow bridge closes")
    missing = run(on, "show", "3f9c", "--revision", "3")
    assert missing.exit_code == 1
    assert "no revision 3" in missing.stderr


def test_show_json_has_the_body_and_the_revisions(tmp_path: Path) -> None:
    value = json.loads(run(refusing(tmp_path), "show", "3f9c", "--json").stdout)
    assert value["body"] == article().body
    assert value["published"] == "2024-02-03"
    assert value["authors"] == ["Ada Quill"]
    assert value["revision"] == 1
    assert len(value["revisions"]) == 1


def test_status_tells_what_there_is_and_what_is_pending(tmp_path: Path) -> None:
    undated = article("bbbb", published=None, date_evidence=DateEvidence.UNKNOWN, outlet="Gazette")
    result = run(fed(composition(tmp_path), article(), undated), "status")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1] == "Holds     2 articles in 2 passages"
    assert lines[2] == "Published 3 Feb 2024 to 3 Feb 2024; 1 undated"
    assert "Outlets   Gazette, 1" in lines
    assert "Embedder  fake:hashing" in lines
    assert any(line.startswith("Pending   2 changes to the dense index") for line in lines)


def test_status_json_counts(tmp_path: Path) -> None:
    value = json.loads(run(refusing(tmp_path), "status", "--json").stdout)
    assert value["articles"] == value["passages"] == 1
    assert value["outlets"] == [{"name": "Harbour Post", "articles": 1}]
    assert value["pending"] == {"to_embed": 0, "words": 0, "vectors": 1}
    assert value["bytes"] > 10_000


@pytest.mark.parametrize("command", [["status"], ["show", "x"], ["sources", "x"], ["reindex"]])
def test_commands_that_need_an_archive_do_not_make_one(tmp_path: Path, command: list[str]) -> None:
    result = run(composition(tmp_path / "none"), *command)
    assert result.exit_code == 1
    assert "There is no archive" in result.stderr
    assert not (tmp_path / "none").exists()


# -- ingest, reindex, bot -------------------------------------------------------------------------


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    rows = [
        {"title": f"Marrow bridge, part {n}", "text": f"Part {n} of the bridge is closed.", "n": n}
        for n in range(3)
    ]
    (folder / "dump.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return folder


def test_ingest_counts_what_became_of_everything(tmp_path: Path, articles: Path) -> None:
    on = composition(tmp_path / "home")
    first = run(on, "ingest", str(articles), "--outlet", "Harbour Post", "--json")
    assert first.exit_code == 0
    report = json.loads(first.stdout)
    assert report["counts"]["added"] == 3
    assert report["failures"] == []
    again = run(on, "ingest", str(articles), "--outlet", "Harbour Post")
    assert "3  unchanged" in again.stdout
    outlets = json.loads(run(on, "status", "--json").stdout)["outlets"]
    assert outlets == [{"name": "Harbour Post", "articles": 3}]


def test_ingest_exits_with_1_and_names_what_failed(tmp_path: Path, articles: Path) -> None:
    (articles / "empty.html").write_bytes(b"")
    with (articles / "dump.jsonl").open("a") as dump:
        dump.write('\n{"title": "cut sho')
    result = run(composition(tmp_path / "home"), "ingest", str(articles))
    assert result.exit_code == 1
    assert "failed" in result.stdout
    assert "dump.jsonl" in result.stdout
    assert "3  added" in result.stdout


def test_ingest_names_what_it_could_not_decode_cleanly(tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_bytes("Café opens\n\nThe café in Skerrin opened. ".encode() * 9 + b"Full\xff.")
    result = run(composition(tmp_path / "home"), "ingest", str(path))
    assert result.exit_code == 0
    said = "bytes that are no valid UTF-8 were replaced by �: 1 of them"
    assert f"remark {path}: {said}" in result.stdout


def test_quiet_ingest_says_nothing_when_all_is_well(tmp_path: Path, articles: Path) -> None:
    result = run(composition(tmp_path / "home"), "ingest", "-q", str(articles))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_an_interrupted_ingest_says_how_to_go_on(tmp_path: Path, articles: Path) -> None:
    def interrupted(texts: list[str]) -> list[int]:
        raise KeyboardInterrupt

    on = composition(tmp_path / "home")
    result = run(replace(on, load_count=lambda *_: interrupted), "ingest", str(articles))
    assert result.exit_code == 130
    assert "run the same command again" in result.stderr
    assert run(on, "ingest", str(articles)).exit_code == 0


def test_ingest_goes_on_beside_the_owner_of_the_dense_index(tmp_path: Path, articles: Path) -> None:
    on = composition(tmp_path / "home", chroma=True)
    with on.owning() as owner:
        owner.heal()
        beside = run(on, "ingest", str(articles))
        assert beside.exit_code == 0
        assert "Another process" in beside.stderr
        assert owner.backlog().vectors == 3
        owner.heal()
        assert owner.backlog().vectors == 0
        assert run(on, "reindex").exit_code == 1


def test_reindex_completes_both_indexes(tmp_path: Path) -> None:
    on = fed(composition(tmp_path))
    assert run(on, "reindex").exit_code == 0
    assert run(on, "reindex", "--embed").exit_code == 0


def test_reindex_embed_takes_an_archive_to_another_embedder(tmp_path: Path) -> None:
    on = fed(composition(tmp_path))
    with on.catalogue() as catalogue:
        catalogue.set_meta("embedder", "fake:older")
    refused = run(on, "reindex")
    assert refused.exit_code == 1
    assert "fake:older" in refused.stderr
    assert run(on, "reindex", "--embed").exit_code == 0
    assert json.loads(run(on, "status", "--json").stdout)["embedder"] == "fake:hashing"


def test_the_bot_without_a_token_says_where_to_get_one(tmp_path: Path) -> None:
    result = run(refusing(tmp_path), "bot")
    assert result.exit_code == 1
    assert "DISCORD_TOKEN" in result.stderr


# -- the process ----------------------------------------------------------------------------------


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_version() -> None:
    assert run(None, "--version").stdout == f"backfile {__version__}\n"


def test_help_imports_nothing_slow() -> None:
    slow = [
        "numpy",
        "rich.console",
        "pydantic",
        "langchain_core",
        "chromadb",
        "discord",
        "sqlite3",
        "onnxruntime",
    ]
    program = (
        "import sys; from typer.testing import CliRunner; from bot.cli import app; "
        "assert 'backfile ask' in CliRunner().invoke(app, ['--help']).stdout; "
        f"print([name for name in {slow} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert result.stdout == "[]\n"


def test_a_setting_that_does_not_exist_stops_every_command() -> None:
    result = process("status", BACKFILE_EMBEDING="local")
    assert result.returncode == 1
    assert "did you mean BACKFILE_EMBEDDINGS?" in result.stderr.replace("\n", " ")
    assert "Traceback" not in result.stderr


def test_help_needs_no_valid_settings() -> None:
    assert process("ask", "--help", BACKFILE_NONSENSE="x").returncode == 0


def test_a_terminal_without_unicode_gets_the_message_all_the_same() -> None:
    result = process("show", "“é”", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 1
    assert "There is no archive" in result.stderr


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    home = tmp_path / "home"
    long = article(body="\n\n".join(["A paragraph of some length."] * 20_000))
    fed(composition(home), long)
    command = f"{sys.executable} -m bot show 3f9c | head -1"
    result = subprocess.run(
        ["bash", "-c", command],
        env=os.environ | {"BACKFILE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout == "Marrow bridge closes\n"
    assert result.stderr == ""
