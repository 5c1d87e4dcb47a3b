"""`gaidiff corpus list|path`: the law pairs shipped as examples, and where they are on this machine."""

from __future__ import annotations

import click

from gaidiff.cli._output import print_text


@click.group("corpus", short_help="List the law pairs shipped as examples.")
def corpus() -> None:
    """List the law pairs shipped as examples, or say where one is.

    Any of their texts can be compared by name: gaidiff compare corpus:PAIR
    """


@corpus.command("list")
def _list() -> None:
    """List the shipped pairs and their texts."""
    from gaidiff.sources.corpus import pairs

    lines = []
    for pair in pairs():
        lines.append(f"{pair.name}  {pair.title}")
        lines.extend(f"  {name}" for name, _ in pair.texts)
    print_text("\n".join(lines) + "\n")


@corpus.command("path")
@click.argument("name")
def _path(name: str) -> None:
    """Print the path of a pair's folder, or of one text (PAIR/TEXT)."""
    from gaidiff.sources.corpus import pair, text

    path = text(name) if "/" in name else pair(name).old.parent
    print_text(f"{path}\n")


COMMAND = corpus
