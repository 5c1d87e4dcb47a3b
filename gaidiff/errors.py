"""Everything gaidiff raises on purpose: what happened, where, and what to do next.

GaidiffError                    code, text, hint, exit_code
├── SourceError                 where the text came from
│   ├── FetchError              .transient: worth another try
│   └── StoreError              fatal: the run stops, nothing half-written stays
├── ReadError                   the bytes could not be read as a document
│   ├── UnsupportedFormat       names the media types that work
│   ├── EmptyDocument           no text; a scanned PDF?
│   └── MissingExtra            names the extra to install
├── StructureError              no article found, language not known
├── RenderError                 an output could not be written; template missing or broken
├── RegistryError               a plug-in name is unknown or taken
└── ConfigError                 an option or file says something impossible

Exit codes: 0 done, 1 differences found (only with --check), 2 the user can fix it, 3 a source was out of reach.
"""

from __future__ import annotations


class GaidiffError(Exception):
    """Base of all expected failures; `str()` is one line, ready for a terminal.

    `text` says what and where, `hint` what to do about it; `code` is a stable word for scripts.
    """

    code = "error"
    exit_code = 2

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text, hint)
        self.text = text
        self.hint = hint

    def __str__(self) -> str:
        whole = f"{self.text}; {self.hint}" if self.hint else self.text
        return " ".join(whole.split())


class SourceError(GaidiffError):
    """The text could not be had from where it is."""

    code = "source"


class FetchError(SourceError):
    """A remote source did not answer well; `transient` says whether to try again."""

    code = "fetch"
    exit_code = 3

    def __init__(self, text: str, hint: str = "", *, transient: bool = False, status: int | None = None) -> None:
        super().__init__(text, hint)
        self.transient = transient
        self.status = status


class StoreError(SourceError):
    """The store cannot be opened, read or written; the run stops, and nothing half-written stays."""

    code = "store"


class ReadError(GaidiffError):
    """The bytes are damaged, encrypted, or too large to be read safely."""

    code = "read"


class UnsupportedFormat(ReadError):
    """The bytes are of a kind no reader takes."""

    code = "format"


class EmptyDocument(ReadError):
    """The document holds no text."""

    code = "empty"


class MissingExtra(ReadError):
    """An optional library is needed and not installed."""

    code = "extra"


class StructureError(GaidiffError):
    """The text has no structure gaidiff knows: no article, or an unknown language."""

    code = "structure"


class RenderError(GaidiffError):
    """A report could not be rendered or written."""

    code = "render"


class RegistryError(GaidiffError):
    """A plug-in name is unknown, taken, or its module is incomplete."""

    code = "registry"


class ConfigError(GaidiffError):
    """An option or a settings file asks for something impossible."""

    code = "config"
