"""Every error Backfile raises on purpose. Each message says what happened and what to do.

    BackfileError
    ├── SettingsError            a setting is unknown, malformed or contradicts another
    ├── UnreadableInput          one file, or one record of it, could not become an article
    ├── InvalidCases             a file of cases for evaluation cannot be used as it is
    ├── ArchiveError
    │   ├── ArchiveBusy          another process holds what this one needs
    │   ├── ArchiveDamaged       the catalogue itself cannot be read
    │   └── EmbedderMismatch     the archive was built with another embedder
    ├── UnknownName              a name nothing in the archive goes by, or several things do
    ├── EmbedderUnavailable      the embedder's package, weights or service is missing
    └── ChatModelUnavailable     the chat model's package, key or service is missing

Foreign exceptions are translated where they enter, with the cause kept.
"""

from __future__ import annotations


class BackfileError(Exception):
    """Base of all errors meant for a person to read: `message`, and a `remedy` if there is one."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())


class SettingsError(BackfileError):
    """A setting is unknown, malformed or contradicts another."""


class UnreadableInput(BackfileError):
    """One file, or one record of it, could not become an article."""


class InvalidCases(BackfileError):
    """A file of cases for evaluation cannot be used as it is."""


class ArchiveError(BackfileError):
    """The archive cannot do what was asked."""


class ArchiveBusy(ArchiveError):
    """Another process holds what this one needs."""


class ArchiveDamaged(ArchiveError):
    """The catalogue itself cannot be read."""


class EmbedderMismatch(ArchiveError):
    """The archive was built with another embedder than the one configured."""

    def __init__(self, *, built_with: str, configured: str) -> None:
        self.built_with = built_with
        self.configured = configured
        super().__init__(
            f"This archive was built with the embedder {built_with!r}, "
            f"but {configured!r} is configured.",
            f"Set BACKFILE_EMBEDDINGS={built_with}, or run `backfile reindex --embed` "
            f"to embed every passage again with {configured!r}.",
        )


class UnknownName(BackfileError):
    """A name nothing in the archive goes by, or one that several things go by."""


class EmbedderUnavailable(BackfileError):
    """The embedder's package, weights or service is missing."""


class ChatModelUnavailable(BackfileError):
    """The chat model's package, key or service is missing."""
