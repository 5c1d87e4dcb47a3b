"""The text of a regular expression in, a pattern that is compiled when it is first used out.

Every run is a new process and most runs use few patterns of one language; compiling all of them takes longer than
parsing a law of 100 KB.
"""

from __future__ import annotations

import re
from typing import Any, cast

METHODS = ("match", "fullmatch", "search", "findall", "finditer", "sub", "split")


class _Lazy:
    """Stands in for a compiled pattern; after the first call its methods are those of the pattern itself."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the methods of a compiled one.

    >>> pattern(r"a{2}", re.IGNORECASE).match("AAb").group()
    'AA'
    """
    return cast("re.Pattern[str]", _Lazy(text, flags))
