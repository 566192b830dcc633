"""Documentation that has to keep up with the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli import app
from bot.evaluation.cases import FIELDS, PARTS, read_suite
from bot.evaluation.figures import LABELS
from bot.settings import described_settings, read_settings

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
README = ROOT / "README.md"
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


def test_the_example_file_names_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^# ((?:BACKFILE|DISCORD)_[A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert named == set(described_settings())


def test_the_example_file_works_with_every_line_taken_in(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(re.sub(r"^# ([A-Z_]+=)", r"\1", EXAMPLE, flags=re.MULTILINE))
    assert read_settings(path).threads == 2


@pytest.mark.skipif(not README.exists(), reason="there is no README to check")
@pytest.mark.parametrize("name", sorted(described_settings()))
def test_the_readme_has_every_setting_in_its_table(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|", README.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(not README.exists(), reason="there is no README to check")
def test_the_readme_names_no_setting_there_is_not() -> None:
    named = set(re.findall(r"\bBACKFILE_[A-Z_]*[A-Z]\b", README.read_text(encoding="utf-8")))
    assert named <= set(described_settings())


@pytest.mark.skipif(not README.exists(), reason="there is no README to check")
@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert re.search(rf"backfile {command}\b|make {command}\b", README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n(.*\n)*?    .*backfile {command}\b", result.stdout)


def test_the_help_tells_the_exit_codes() -> None:
    shown = CliRunner().invoke(app, ["--help"]).stdout
    assert "Exit codes" in shown
    assert all(re.search(rf"^ +{code} ", shown, re.MULTILINE) for code in (0, 1, 2, 3, 130))


@pytest.mark.parametrize("path", sorted((ROOT / "bench").glob("*.py")), ids=lambda path: path.stem)
def test_a_measurement_shown_with_its_options_is_shown_with_all_it_requires(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))
    required = {
        str(ast.literal_eval(node.args[0]))
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        for option in node.keywords
        if option.arg == "required" and ast.literal_eval(option.value)
    }
    for shown in re.findall(r"python -m bench\.\w+ (--[^`\n]*)", ast.get_docstring(module) or ""):
        assert required <= set(shown.split())


@pytest.mark.parametrize("name", [*FIELDS, *PARTS])
def test_the_page_on_evaluation_names_every_field_of_a_case(name: str) -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert re.search(rf"^\|.*`{name}`|^{name}:", page, re.MULTILINE)


def test_the_page_on_evaluation_explains_every_figure() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| [^|]+ \| `(\w+)`.*\|", page, re.MULTILINE))
    assert set(LABELS) - {"recall_at_5", "recall_at_10"} <= explained


def test_cases_shown_in_the_documentation_are_as_they_should_be(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    for page in (README, ROOT / "docs" / "evaluation.md"):
        shown = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        assert shown
        for text in shown:
            path.write_text(text, encoding="utf-8")
            assert read_suite(path).cases
