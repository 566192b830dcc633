"""Lists the measurements: `python -m bench`. Each is a module of its own, run by its name."""

from __future__ import annotations

import argparse
import ast
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NOTES = """\
Each of them takes the path of public data that is no part of this repository;
bench/README.md tells where it is and how to prepare it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """One measurement: how to run it, and what it says of itself."""

    name: str
    about: str

    def __str__(self) -> str:
        return f"  python -m {self.name} --help\n{textwrap.indent(self.about, ' ' * 6)}\n"


def benches(folder: Path) -> Iterator[Bench]:
    """Yields every module of a folder that can be run, read without importing it."""
    for path in sorted(folder.glob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node.name for node in module.body if isinstance(node, ast.FunctionDef)]
        if "main" in functions and not path.stem.startswith("_"):
            about = (ast.get_docstring(module) or "").partition("\n\n")[0]
            yield Bench(name=f"bench.{path.stem}", about=about)


def listing(folder: Path) -> str:
    """Returns the list of measurements as it is printed."""
    return "\n".join([*map(str, benches(folder)), NOTES])


def main() -> None:
    """Prints the list."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measurements of quality and speed, beside named baselines.",
        epilog=listing(Path(__file__).parent),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="python -m bench",
    )
    parser.parse_args()
    parser.print_help()


if __name__ == "__main__":
    main()
