"""All settings, read once from the environment and a `.env` file in the working directory."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import SettingsConfigDict

from archive.errors import SettingsError
from archive.settings import ArchiveSettings

PREFIX = "BACKFILE_"
DOTENV = Path(".env")

_OWN_NAMES = {"discord_token": "DISCORD_TOKEN"}
_PROVIDER = r"^([a-z0-9_-]+:.+)?$"


class Settings(ArchiveSettings):
    """What the command line and the bot need to know. The environment wins over `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    chat_model: str = Field(
        default="",
        pattern=_PROVIDER,
        description="Chat model that writes the answers, `provider:model` as LangChain's "
        "init_chat_model names it; empty quotes the archive's own sentences.",
    )
    chat_timeout: float = Field(
        default=30.0,
        gt=0,
        le=600,
        allow_inf_nan=False,
        description="Seconds the chat model may take before the archive's own sentences are quoted "
        "instead.",
    )
    chat_context: int = Field(
        default=8192,
        ge=2048,
        le=2_000_000,
        description="Tokens of context that the chat model is given for the conversation, the "
        "passages and its reply; the oldest turns, then the weakest passages are left out.",
    )
    chat_price: str = Field(
        default="",
        pattern=r"^(\d+(\.\d+)?/\d+(\.\d+)?)?$",
        description="Dollars a million tokens read and written, such as 2.50/10.00, so that the "
        "cost of each answer is logged; empty logs tokens only.",
    )
    reranker: str = Field(
        default="",
        pattern=r"^([A-Za-z_][\w.]*:[A-Za-z_]\w*)?$",
        description="LangChain document compressor that reorders what was found, or what makes "
        "one, as `module:attribute`; empty keeps the archive's own order.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much `backfile bot` logs: DEBUG, INFO, WARNING or ERROR.",
    )
    discord_token: SecretStr = Field(
        default=SecretStr(""),
        validation_alias=_OWN_NAMES["discord_token"],
        description="The bot's token, from the Bot page of its Discord application.",
    )
    discord_guild: int | None = Field(
        default=None,
        gt=0,
        description="Number of one Discord server in which new commands show up at once; without "
        "it Discord takes up to an hour.",
    )

    @field_validator("home", "cache")
    @classmethod
    def _expand(cls, folder: Path) -> Path:
        return folder.expanduser()

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def variable(field: str) -> str:
    """Returns the environment variable that sets a field."""
    return _OWN_NAMES.get(field, f"{PREFIX}{field.upper()}")


def described_settings() -> dict[str, str]:
    """Returns the environment variable of every setting, with what it is for."""
    return {variable(name): str(field.description) for name, field in Settings.model_fields.items()}


def read_settings(dotenv: Path = DOTENV) -> Settings:
    """Returns the settings that hold, from the environment and a `.env` file, which need not exist.

    Raises:
        SettingsError: a name is not a setting, or a value is none that the setting can have.
    """
    _refuse_unknown(os.environ, "the environment")
    _refuse_unknown(_names_in(dotenv), str(dotenv))
    try:
        return Settings(_env_file=dotenv)
    except ValidationError as error:
        raise _told(error.errors()[0]) from error


def export_others(dotenv: Path = DOTENV) -> None:
    """Puts what a `.env` file sets for others, such as OPENAI_API_KEY, into the environment.

    The packages it is meant for read it there. What the environment sets already stays.
    """
    for name, value in dotenv_values(dotenv, encoding="utf-8-sig").items():
        ours = name.upper().startswith(PREFIX) or name.upper() in _OWN_NAMES.values()
        if value and not ours:
            os.environ.setdefault(name, value)


def _names_in(dotenv: Path) -> list[str]:
    if not dotenv.is_file():
        return []
    try:
        with dotenv.open(encoding="utf-8-sig") as file:
            bindings = list(parse_stream(file))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{dotenv} cannot be read: {error}.", "It has to be a readable UTF-8 text file."
        ) from error
    for binding in bindings:
        # The parser passes over a broken line, and a setting lost in silence is a wrong archive.
        if binding.error or (binding.key and binding.value is None):
            raise SettingsError(
                f"Line {binding.original.line} of {dotenv} is not a setting.",
                "Write NAME=value, with quotes around a value that holds # or spaces.",
            )
    return [binding.key for binding in bindings if binding.key]


def _refuse_unknown(names: Iterable[str], place: str) -> None:
    known = {variable(name).removeprefix(PREFIX): variable(name) for name in Settings.model_fields}
    for name in sorted(names):
        rest = name.upper().removeprefix(PREFIX)
        if rest == name.upper() or known.get(rest, "").startswith(PREFIX):
            continue
        near = get_close_matches(rest, known, n=1)
        meant = f"did you mean {known[near[0]]}?" if near else f"use {', '.join(known.values())}."
        raise SettingsError(f"{name} in {place} is not a setting; {meant}")


def _told(error: ErrorDetails) -> SettingsError:
    """Returns a pydantic complaint as a sentence that names the variable and what it takes."""
    place = str(error["loc"][0]).lower()
    field = next(name for name in Settings.model_fields if place in (name, variable(name).lower()))
    described = Settings.model_fields[field]
    value = "" if described.annotation is SecretStr else f" {str(error['input'])!r}"
    if error["type"] == "string_pattern_mismatch":
        complaint = "is not of the form it takes"
    else:
        complaint = error["msg"].partition(",")[0].replace("Input should be", "should be")
    return SettingsError(
        f"{variable(field)}{value} {complaint}.", f"{variable(field)}: {described.description}"
    )
