"""Settings of the archive, from the environment or a `.env` file."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ArchiveSettings(BaseSettings):
    """Where the archive lives and how its passages are embedded."""

    model_config = SettingsConfigDict(
        env_prefix="BACKFILE_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    home: Path = Field(
        default_factory=lambda: user_data_path("backfile", appauthor=False),
        description="Folder of the archive: catalogue and indexes. One folder is one archive.",
    )
    cache: Path = Field(
        default_factory=lambda: user_cache_path("backfile", appauthor=False),
        description="Folder of things that can be made again, such as the model's graph.",
    )
    embeddings: str = Field(
        default="local",
        min_length=1,
        description="Embedder: `local`, or `provider:model` for LangChain's init_embeddings.",
    )
    threads: int = Field(
        default=2, ge=1, le=256, description="Processor threads the local embedder may use."
    )
    chroma_url: str = Field(
        default="",
        pattern=r"^(https?://.+)?$",
        description="Address of a Chroma server; empty keeps Chroma inside this program.",
    )
