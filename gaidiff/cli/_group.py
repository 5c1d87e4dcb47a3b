"""The `gaidiff` group: finds commands by file name and imports only the one that runs."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from gaidiff.registry import modules
from gaidiff.version import VERSION

# Objects made between two looks for garbage. A comparison of two laws makes 200,000 that it needs until the end, and
# looking through them after every 700 new ones, as Python does, takes a tenth of its time.
OBJECTS_BETWEEN_COLLECTIONS = 100_000


class Commands(click.Group):
    """Every module of `gaidiff.cli` without a leading underscore is a command; it defines `COMMAND`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002, fixed by click
        """Name the command modules; nothing is imported."""
        return list(modules("gaidiff.cli"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"gaidiff.cli.{cmd_name}").COMMAND
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 differences found (with --check), 2 something you can fix, 3 a source was out of "
    "reach, 130 interrupted, 141 output closed.",
)
@click.version_option(VERSION, prog_name="gaidiff", message="%(prog)s %(version)s")
def gaidiff() -> None:
    """Tell what changed in a regulation, article by article, and what it means."""


def run(arguments: list[str]) -> int:
    """Run the command; what click would print or exit on is raised instead (see `gaidiff.cli.main`)."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with gaidiff.make_context("gaidiff", arguments) as context:
            code: int | None = gaidiff.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    return code or 0
