"""Two instruments in, matches and word segments out: which provision became which, and what words changed."""
