"""Where texts come from: a path, standard input or a shipped pair in, a Snapshot out."""
