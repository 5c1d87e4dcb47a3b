"""The name of a shipped law pair in, the paths of its texts out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTION = "source.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One folder of corpus/: two versions of a law and where they come from."""

    name: str
    title: str
    old: Path
    new: Path

    @property
    def texts(self) -> tuple[tuple[str, Path], ...]:
        """(name, path) of both texts, the older first: `gai-measures/draft.en`."""
        return tuple((f"{self.name}/{path.stem}", path) for path in (self.old, self.new))


def pairs() -> tuple[Pair, ...]:
    """Every shipped pair, by name."""
    folder = asset_dir("corpus")
    return tuple(_pair(file.parent) for file in sorted(folder.glob(f"*/{DESCRIPTION}")))


def pair(name: str) -> Pair:
    """The pair called `name`; raises SourceError if there is none."""
    known = {each.name: each for each in pairs()}
    if name not in known:
        raise _unknown("pair", name, tuple(known))
    return known[name]


def text(name: str) -> Path:
    """The path of one text, `gai-measures/draft.en`; raises SourceError if there is none."""
    known = {label: path for each in pairs() for label, path in each.texts}
    if name not in known:
        raise _unknown("text", name, tuple(known))
    return known[name]


def _unknown(what: str, name: str, known: tuple[str, ...]) -> SourceError:
    near = get_close_matches(name, known, n=3) or known
    return SourceError(f"no corpus {what} is called {name!r}", f"there is {', '.join(near)}; see `gaidiff corpus list`")


def _pair(folder: Path) -> Pair:
    """`[[version]]` stands twice in the description, the older first; `title.en` says what the pair is."""
    path = folder / DESCRIPTION
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        old, new = data["version"]
        return Pair(name=folder.name, title=data["title"]["en"], old=folder / old["file"], new=folder / new["file"])
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ConfigError(f"{path} does not describe a pair: {error}", "reinstall gaidiff") from error
