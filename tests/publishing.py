"""A folder in, publications of an invented law to it out, over and over, until killed: a child of the tests of E1.

`cycles FOLDER` publishes two sites in turn in a child for each line it is given, and prints a line after each; the line
`pid N` says whom to kill. `points FOLDER` publishes the one over the other in a child of its own for each file
operation, which kills itself at that operation, and prints what it left.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from hashlib import sha256
from itertools import cycle
from pathlib import Path

from sites import harbour_site

from gaidiff.publish import build, publish
from gaidiff.publish.manifest import NAME

TITLES = ("Harbour Watch", "Lighthouse Watch")
OPERATIONS = ("open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "os.chmod")
MOST_POINTS = 2000


def state_of(folder: Path) -> str:
    """The title of the site in `folder` if it is whole, else what is wrong with it."""
    return whole(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))


def whole(descriptor: int) -> str:
    """The same of a folder that is held open: a reader who came before the exchange and reads on after it."""
    try:
        listed = json.loads(_read(NAME, descriptor))["files"]
        titles = set()
        for path, (_, digest) in listed.items():
            body = _read(path, descriptor)
            if sha256(body).hexdigest() != digest:
                return f"{path} is not what the list says"
            if path.endswith(("index.html", "search.html")):
                titles.update(title for title in TITLES if title.encode() in body)
        return titles.pop() if len(titles) == 1 else f"pages of {sorted(titles)}"
    except OSError as error:
        return f"{error}"
    finally:
        os.close(descriptor)


def _read(path: str, descriptor: int) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY, dir_fd=descriptor), "rb") as handle:
        return handle.read()


def cycles(folder: Path) -> None:
    """Publish in a child until it is killed, for each line on standard input."""
    archives = (harbour_site(2), harbour_site(3))
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            _say(f"pid {os.getpid()}")
            for title, archive in cycle(zip(TITLES, archives, strict=True)):
                publish(archive, folder, title=title, languages=("en",))
                _say(title)
        os.waitpid(child, 0)
        _say("dead")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def points(folder: Path) -> None:
    """Die at the first file operation, at the second, and so on, until one publication comes to its end.

    The two sites take turns, so that each death meets a whole site of the other title.
    """
    build.FILES = build.FILES[:2]  # fewer files, the same kinds of operations
    turns = cycle([(TITLES[0], harbour_site(2)), (TITLES[1], harbour_site(3))])
    title, archive = next(turns)
    publish(archive, folder, title=title, languages=("en",))
    for point in range(1, MOST_POINTS):
        before, (title, archive) = title, next(turns)
        child = os.fork()
        if not child:
            _die_at(point)
            publish(archive, folder, title=title, languages=("en",))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        left = state_of(folder)
        publish(archive, folder, title=title, languages=("en",))
        healed = state_of(folder) == title
        ended = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
        found = "old" if left == before else "new" if left == title else left
        _say(json.dumps({"point": point, "ended": ended, "left": found, "healed": healed}))
        if ended:
            return


def _die_at(point: int) -> None:
    seen = 0

    def hook(event: str, _: object) -> None:
        nonlocal seen
        if event in OPERATIONS:
            seen += 1
            if seen == point:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    target = Path(sys.argv[2])
    if sys.argv[1] == "cycles":
        cycles(target)
    else:
        shutil.rmtree(target, ignore_errors=True)
        points(target)
