"""YAML as cases are written in it: everything stays the text it is, nothing is lost in silence."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import yaml

from archive.errors import InvalidCases

LARGEST = 10_000_000
"""Bytes of a file that is read at most: some 50,000 cases."""


class _AsWritten(yaml.SafeLoader):  # type: ignore[misc]  # yaml ships no types
    """YAML's safe loader without guesses at types, which take 0312 for 202 and 12:30 for 750.

    A name given twice in one place is an error, and so is a figure such as 18,000 that stands in a
    list between brackets without quotes, which YAML takes for 18 and 000.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Returns a mapping whose names are all different."""
        names = [self.construct_object(key, deep=True) for key, _ in node.value]
        for position, (key, _) in enumerate(node.value):
            if names[position] in names[:position]:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key.value} is given twice", key.start_mark
                )
        return dict(super().construct_mapping(node, deep=deep))

    def construct_sequence(self, node: yaml.SequenceNode, deep: bool = False) -> list[Any]:
        """Returns a list of which no item is half a figure."""
        for one, following in pairwise(node.value):
            glued = following.start_mark.index - one.end_mark.index == 1
            if glued and f"{one.value}{following.value}".isdecimal():
                figure = f"{one.value},{following.value}"
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    f'write "{figure}" for one figure, or {one.value}, {following.value} for two',
                    one.start_mark,
                )
        return list(super().construct_sequence(node, deep=deep))


def read_yaml(path: Path) -> tuple[bytes, object]:
    """Returns a file's bytes, and what it says: text, lists and mappings only, as far as it is so.

    Raises:
        InvalidCases: the file cannot be read, or is not YAML.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InvalidCases(
            f"{path} cannot be read: {error.strerror}.", "Name a YAML file of cases."
        ) from error
    if len(data) > LARGEST:
        raise InvalidCases(
            f"{path} is larger than {LARGEST // 1_000_000} MB.", "Cut it into several files."
        )
    try:
        return data, yaml.load(data.decode("utf-8-sig"), Loader=_AsWritten)
    except UnicodeDecodeError as error:
        raise InvalidCases(
            f"{path} is not text in UTF-8 (byte {error.start:,}).", "Save it as UTF-8."
        ) from error
    except RecursionError as error:
        raise InvalidCases(
            f"{path} is nested too deeply.", "A file of cases is a list of plain fields."
        ) from error
    except yaml.YAMLError as error:
        raise InvalidCases(
            f"{path} cannot be understood: {_told(error)}.",
            "Quotes are needed round text that holds a colon or begins with a sign such as [ or *, "
            "and between { } or [ ] also round text that holds a ? or a comma.",
        ) from error


def _told(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and (mark := error.problem_mark):
        return f"{error.problem}, line {mark.line + 1}, column {mark.column + 1}"
    return str(error).partition("\n")[0]
