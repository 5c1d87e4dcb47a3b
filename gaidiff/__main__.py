"""`python -m gaidiff ARGS`: the same as the `gaidiff` command."""

import sys

from gaidiff.cli import main

sys.exit(main())
