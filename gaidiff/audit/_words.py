"""An audit and a report language in, the words of its outputs out: verdicts, pinpoints, one-line reasons."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.audit._values import Side
from gaidiff.errors import ConfigError
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._refs import references
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from gaidiff.audit._values import Audit, Evidence, Mark, Place

FALLBACK: Final = "en"
MOST_QUOTED: Final = 120  # characters of the law in a reason: one line and a half
MOST_HAN: Final = 60
DRAFT: Final = "draft"
MOST_PLACES: Final = 4  # pinpoints named in one reason


@dataclass(frozen=True, slots=True)
class Words:
    """What an audit says in one language."""

    language: str
    words: dict[str, str]
    verdicts: dict[str, str]
    sorts: dict[str, str]
    reasons: dict[str, str]
    labels: Labels

    def reason(self, audit: Audit, mark: Mark) -> str:
        """Why the verdict, in one line."""
        quotes = [self.quote(audit, one) for one in mark.evidence[:3]] + ["", "", ""]
        said = self.reasons[mark.code].format(
            cited=self.places(audit, mark.cited),
            right=self.places(audit, mark.right),
            quote=quotes[0],
            second=quotes[1],
            third=quotes[2],
            word=mark.word,
        )
        return one_line(said)

    def places(self, audit: Audit, places: tuple[Place, ...]) -> str:
        """Several pinpoints: Draft Art. 15; old Arts. 3, 4, new Art. 9."""
        said = []
        for side in Side:
            eids = [place.eid for place in places if place.side is side]
            if eids:
                cited = references(audit.instrument(side), eids[:MOST_PLACES], self.labels)
                said.append(self.labels[self._form(audit, side)].format(reference=cited))
        return one_line(", ".join(said))

    def quote(self, audit: Audit, evidence: Evidence) -> str:
        """Words of a text, cut to a line."""
        text = one_line(audit.words(evidence)).strip(" ,;，；")
        most = MOST_HAN if audit.new.language in ("zh", "ja") else MOST_QUOTED
        if len(text) <= most:
            return text
        cut = text.rfind(" ", 0, most) if " " in text[:most] and most == MOST_QUOTED else most
        return text[:cut].rstrip(" ,;，；") + "…"

    @staticmethod
    def _form(audit: Audit, side: Side) -> str:
        if side is Side.NEW:
            return "new_reference"
        return "draft_reference" if audit.old.status == DRAFT != audit.new.status else "old_reference"


@cache
def words_in(language: str) -> Words:
    """The words of one language, in English where it has no file. Raises ConfigError for a file that is no TOML."""
    folder = asset_dir("templates") / "audit"
    tables = _read(folder / f"{FALLBACK}.toml")
    # a name from the command line is compared with file names, never joined to a path
    if language in {file.stem for file in folder.glob("*.toml")} - {FALLBACK}:
        own = _read(folder / f"{language}.toml")
        tables = {name: {**table, **own.get(name, {})} for name, table in tables.items()}
    return Words(language=language, labels=labels(language), **tables)


def _read(file: Any) -> dict[str, dict[str, str]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"templates/audit/{file.name} cannot be read: {error}", "correct that line") from error
