"""Two folders in, each in the other's place out, in one step that no reader can see half of; False if there is none."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

AT_FDCWD: Final = -100  # Linux: relative to where we are
RENAME_EXCHANGE: Final = 2  # linux/fs.h
RENAME_SWAP: Final = 2  # macOS, sys/stdio.h
UNKNOWN_HERE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system. False if the system or the file system cannot; OSError if it failed."""
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNKNOWN_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _call() -> Any:
    """The system's call for it, None if there is none: glibc 2.28, musl 1.2.4, macOS 10.12."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            swap = system.renamex_np
            return lambda one, other: swap(one, other, RENAME_SWAP)
        rename = system.renameat2
    except (OSError, AttributeError, TypeError):
        return None
    return lambda one, other: rename(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)
