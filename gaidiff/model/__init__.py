"""Frozen values that travel between the stages; nothing here reads a file, a clock or a language.

text: Snapshot -> Reading of Blocks.  law: Instrument of Provisions.  change: Match, Segment, Finding, Report.
words: the concepts rules ask for.  Sequences are tuples; a new state is a new value (`dataclasses.replace`).
"""
