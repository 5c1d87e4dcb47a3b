"""What a report shall look like in, checked values out: title, logo, accent colour, a folder of own templates."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
LIGHT_PANEL: Final = (0xF6, 0xF3, 0xEC)  # the darkest ground that text stands on in report.css, in light
DARK_PANEL: Final = (0x1E, 0x21, 0x25)  # and the lightest in dark
LEAST_CONTRAST: Final = 4.5  # WCAG 2.2, 1.4.3
STEPS: Final = 50  # from the colour asked for to black or white
LARGEST_LOGO: Final = 512 * 1024  # bytes: a report is mailed
PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The branding of a report. `logo` is a picture's bytes; `templates` overrides files of the templates folder."""

    title: str | None = None
    logo: bytes | None = None
    accent: str | None = None
    templates: Path | None = None

    def __post_init__(self) -> None:
        if self.accent is not None and not COLOUR.fullmatch(self.accent):
            raise ConfigError(f"the accent {self.accent!r} is no colour", "give it as #RRGGBB, for instance #1f4b7a")
        if self.logo is not None:
            logo_address(self.logo)


PLAIN = Look()


def logo_address(picture: bytes) -> str:
    """The picture as a data: address; ConfigError if it is none that a browser shows, or too large to mail."""
    if len(picture) > LARGEST_LOGO:
        raise ConfigError(f"the logo has {len(picture):,} bytes", f"use one of at most {LARGEST_LOGO // 1024} KiB")
    kind = next((kind for start, kind in PICTURES if picture.startswith(start)), None)
    if kind is None and picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        kind = "image/webp"
    if kind is None and b"<svg" in picture[:1024]:
        kind = "image/svg+xml"  # in an <img> its scripts do not run and it loads nothing
    if kind is None:
        raise ConfigError("the logo is no picture that browsers show", "use PNG, JPEG, WebP, GIF or SVG")
    return f"data:{kind};base64,{b64encode(picture).decode()}"


def accent_style(accent: str) -> str:
    """CSS that sets the accent, darkened or lightened as far as it takes to be read on the page's grounds."""
    light, dark = readable(accent, LIGHT_PANEL), readable(accent, DARK_PANEL)
    return (
        f"@media screen {{ :root {{ --accent: {light}; }} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n"
    )


def readable(accent: str, ground: tuple[int, int, int]) -> str:
    """The colour nearest to `accent`, towards black or white, that can be read on `ground`.

    >>> readable("#1f4b7a", LIGHT_PANEL), readable("#ffff00", LIGHT_PANEL)
    ('#1f4b7a', '#707000')
    """
    colour = tuple(int(accent[at : at + 2], 16) for at in (1, 3, 5))
    end = 255 if _luminance(ground) < 0.18 else 0  # noqa: PLR2004  on a dark ground towards white
    for step in range(STEPS + 1):
        red, green, blue = (round(part + (end - part) * step / STEPS) for part in colour)
        if contrast((red, green, blue), ground) >= LEAST_CONTRAST:
            break
    return f"#{red:02x}{green:02x}{blue:02x}"


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """How far two colours are apart, 1 to 21, as WCAG counts."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004  sRGB
