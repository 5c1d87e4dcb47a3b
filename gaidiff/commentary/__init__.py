"""Findings in, sentences, themes and a verdict out."""
