"""Command-line words in, an exit code out; one file per command, imported when its command is asked for.

0 done, 1 differences found (only with --check), 2 something you can fix, 3 a source was out of reach,
130 interrupted, 141 the reader of our output went away. Every expected failure is one line on standard error.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from gaidiff.errors import GaidiffError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130  # 128 + SIGINT, as shells report it
PIPE_CLOSED = 141  # 128 + SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; an exception that escapes is a bug in gaidiff."""
    from gaidiff.cli._group import run

    try:
        code = run(sys.argv[1:] if arguments is None else list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        if arguments is None:
            gc.freeze()  # the process ends here: looking through a report for garbage once more would take 20 ms
    except GaidiffError as error:
        return _complain(f"error[{error.code}]: {error}", error.exit_code)
    except click.UsageError as error:
        place = error.ctx.command_path if error.ctx else "gaidiff"
        message = error.format_message().rstrip(".")
        return _complain(f"error[usage]: {message}; see `{place} --help`", error.exit_code)
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # `gaidiff ... | head -1`: whatever Python still wants to flush at exit goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


def _complain(message: str, code: int) -> int:
    line = " ".join(message.split())
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    click.echo(f"gaidiff: {shown}", err=True)
    return code
