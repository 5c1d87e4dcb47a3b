"""Files in, a folder out that readers see change at one moment: the old site, or the whole new one.

Beside the folder `site` stands its workshop `.site.gaidiff`: `lock`, `next` (being built), `previous` (what readers may
still be reading). The new site is built in `next`; unchanged files are linked from the old one, not copied. Then one
system call exchanges the two folders (renameat2 with RENAME_EXCHANGE on Linux, renamex_np on macOS), and the old one
becomes `previous` until the next publication. Where the system has no exchange there are two renames, and between them
a moment without a site; killed just there, the next publication finds the old site in `leaving` and puts it back.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gaidiff.errors import ConfigError, RenderError
from gaidiff.publish import manifest
from gaidiff.publish.exchange import exchange
from gaidiff.publish.manifest import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.publish.manifest import File, Manifest

READ_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A folder to publish to and the place beside it where the next site is built."""

    target: Path
    room: Path
    old: Manifest | None  # of what stands in the target

    @property
    def next(self) -> Path:
        """The site being built."""
        return self.room / "next"

    @property
    def previous(self) -> Path:
        """The site before this one."""
        return self.room / "previous"

    def keep(self, path: str, inputs: str) -> bytes | None:
        """Link an old file made from the same inputs into the next site. Its bytes; None if there is none to keep."""
        file = self.old.files.get(path) if self.old else None
        if file is None or file.inputs != inputs:
            return None
        body = self._intact(path)
        if body is not None:
            self._linked(path)
        return body

    def place(self, path: str, body: bytes) -> bool:
        """Put one file into the next site: linked where the old one has these bytes, else written. True if written."""
        if self.old and path in self.old.files and self._intact(path) == body:
            self._linked(path)
            return False
        goal = self._goal(path)
        with goal.open("xb") as handle:
            handle.write(body)
            handle.flush()
            os.fsync(handle.fileno())
        return True

    def _intact(self, path: str) -> bytes | None:
        """The bytes of an old file, None if somebody has changed it since."""
        body = _read(self.target / path)
        return body if self.old and body is not None and digest_of(body) == self.old.files[path].sha256 else None

    def _linked(self, path: str) -> None:
        _link(self.target / path, self._goal(path))

    def _goal(self, path: str) -> Path:
        goal = self.next / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        return goal


@contextmanager
def workshop(target: Path) -> Iterator[Workshop]:
    """The workshop of a folder, which is judged before anything is written; it is the only one until the end.

    Raises ConfigError for a folder that is not ours to replace, and while another publication runs.
    """
    try:
        real = _judged(target)
        room = real.parent / f".{real.name}.gaidiff"
        if room.is_symlink() or (room.exists() and not room.is_dir()):
            raise ConfigError(f"{room} is no folder", "remove it; gaidiff builds the site there")
        room.mkdir(mode=0o700, exist_ok=True)
        with _locked(room, target):
            _heal(real, room)
            try:
                yield Workshop(target=real, room=room, old=manifest.read(real) if real.exists() else None)
            finally:
                shutil.rmtree(room / "next", ignore_errors=True)
    except OSError as error:
        where = error.filename or target
        raise RenderError(f"cannot publish to {target}: {error.strerror or error} ({where})", "see there") from error


def finish(shop: Workshop, engine: str, files: dict[str, File]) -> None:
    """Write the list of files, keep what others put into the folder, and let readers see the new site."""
    foreign = _foreign(shop.target, shop.old)
    for path in foreign:
        if path in files:
            raise ConfigError(f"{shop.target / path} is not ours and stands where a page must go", "move it away")
        _keep(shop, path)
    listed = manifest.dumps(manifest.Manifest(engine=engine, files=files))
    with (shop.next / manifest.NAME).open("xb") as handle:
        handle.write(listed)
        handle.flush()
        os.fsync(handle.fileno())
    for folder in {shop.next, *(place for place in shop.next.rglob("*") if place.is_dir())}:
        _sync(folder)
    if shop.target.exists():
        shop.next.chmod(stat.S_IMODE(shop.target.stat().st_mode))
    _switch(shop)
    for path in _foreign(shop.previous, shop.old) if shop.previous.is_dir() else ():
        if path not in foreign and not (shop.target / path).exists():  # put there while we were building
            (shop.target / path).parent.mkdir(parents=True, exist_ok=True)
            _link(shop.previous / path, shop.target / path)
    _sync(shop.target.parent)


def _judged(target: Path) -> Path:
    """The folder's real place. Raises ConfigError if it may not be replaced."""
    if target.is_symlink():
        raise ConfigError(f"{target} is a symbolic link", "name the folder it leads to")
    real = target.parent.resolve() / target.name if target.name not in {"", ".."} else target.resolve()
    if not real.parent.is_dir():
        raise ConfigError(f"the folder of {target} does not exist", "make it first")
    if real.exists() and not real.is_dir():
        raise ConfigError(f"{target} is a file", "name a folder for the site")
    if os.path.ismount(real):
        raise ConfigError(f"{target} is a mount point and cannot be exchanged", f"name a folder in it: {target}/site")
    if real.is_dir() and manifest.read(real) is None and any(real.iterdir()):
        raise ConfigError(
            f"{target} holds files that gaidiff did not write (it has no {manifest.NAME})", "name a new folder"
        )
    return real


@contextmanager
def _locked(room: Path, target: Path) -> Iterator[None]:
    """Hold the lock; the system gives it back when we end, however we end."""
    descriptor = os.open(room / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        try:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass  # Windows: there is no such lock, and two publications at once are the user's to avoid
        except BlockingIOError:
            raise ConfigError(f"another gaidiff is publishing to {target}", "wait until it has ended") from None
        yield
    finally:
        os.close(descriptor)


def _heal(target: Path, room: Path) -> None:
    """Clear what a killed publication left: half a site in `next`; between two renames, the only one in `leaving`."""
    leaving = room / "leaving"
    if leaving.exists() and not target.exists():
        leaving.rename(target)
    elif leaving.exists():
        shutil.rmtree(leaving)
    if (room / "next").exists():
        shutil.rmtree(room / "next")
    (room / "next").mkdir()


def _switch(shop: Workshop) -> None:
    if shop.previous.exists():
        shutil.rmtree(shop.previous)
    if not shop.target.exists():
        shop.next.rename(shop.target)
    elif exchange(shop.next, shop.target):
        shop.next.rename(shop.previous)
    else:
        leaving = shop.room / "leaving"
        shop.target.rename(leaving)
        shop.next.rename(shop.target)
        leaving.rename(shop.previous)


def _foreign(folder: Path, known: Manifest | None) -> list[str]:
    """Files in a published folder that gaidiff did not write: a CNAME, a .well-known. Raises ConfigError for links."""
    if known is None or not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise ConfigError(f"{path} is a link or no file; gaidiff does not publish over it", "move it away")
        if path.is_file() and name not in known.files and name != manifest.NAME:
            found.append(name)
    return found


def _keep(shop: Workshop, path: str) -> None:
    goal = shop.next / path
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        _link(shop.target / path, goal)
    except (FileExistsError, NotADirectoryError):
        raise ConfigError(f"{shop.target / path} stands where a page must go", "move it away") from None


def _link(source: Path, goal: Path) -> None:
    """A second name for the same file, or a copy where the file system has no such names."""
    try:
        os.link(source, goal, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, goal, follow_symlinks=False)


def _read(path: Path) -> bytes | None:
    """The bytes of a regular file, None if it is anything else."""
    try:
        descriptor = os.open(path, READ_FLAGS)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as handle:
        return handle.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def _sync(folder: Path) -> None:
    """Make the names in a folder last over a power cut, where the system lets a folder be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
