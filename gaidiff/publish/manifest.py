"""What lies in a published folder in, what may be kept of it out: each file by a hash of what it was made from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "gaidiff-site.json"
SCHEMA: Final = "gaidiff.site/1"
RENDERING: Final = ("renderers", "publish", "model")  # folders of gaidiff/ whose code decides what a page looks like


@dataclass(frozen=True, slots=True)
class File:
    """One file of a site: a hash of its inputs, empty where its bytes are made anew each time, and one of its bytes."""

    inputs: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The files of one published folder, by path with forward slashes."""

    engine: str
    files: Mapping[str, File] = field(default_factory=dict)


def dumps(manifest: Manifest) -> bytes:
    """One line per file, sorted, so that two publications can be compared with any diff."""
    lines = [
        f"  {json.dumps(path)}: {json.dumps([one.inputs, one.sha256])}" for path, one in sorted(manifest.files.items())
    ]
    listed = ",\n".join(lines)
    return f'{{"schema": "{SCHEMA}", "engine": {json.dumps(manifest.engine)}, "files": {{\n{listed}\n}}}}\n'.encode()


def read(folder: Path) -> Manifest | None:
    """The manifest in `folder`, None if there is none. Raises ConfigError if there is one that is not ours."""
    try:
        data: Any = json.loads((folder / NAME).read_bytes())
        _check_schema(data["schema"])
        files = {str(path): File(str(inputs), str(digest)) for path, (inputs, digest) in data["files"].items()}
        return Manifest(engine=str(data["engine"]), files=files)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(
            f"{folder / NAME} cannot be read as the list of a published site", "publish to another folder"
        ) from error


def _check_schema(name: object) -> None:
    if name != SCHEMA:
        raise ValueError(name)


@cache
def engine() -> str:
    """The version of gaidiff and a hash of the code and templates that make pages: another one keeps no old page."""
    package = Path(__file__).resolve().parent.parent
    digest = sha256()
    folders = [(package / name, "*.py") for name in RENDERING] + [(asset_dir("templates"), "*.*")]
    for folder, pattern in folders:
        for file in sorted(folder.rglob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
                digest.update(file.read_bytes())
    return f"{VERSION}+{digest.hexdigest()[:16]}"


def digest_of(body: bytes) -> str:
    """What a file is known by."""
    return sha256(body).hexdigest()


def key(*parts: object) -> str:
    """A hash of everything a file is made from."""
    return sha256(json.dumps([engine(), *parts], ensure_ascii=True, default=str).encode()).hexdigest()
