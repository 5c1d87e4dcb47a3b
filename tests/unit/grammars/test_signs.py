"""A sentence without any sign of a concept is not searched for it: a sign that was forgotten would hide its cues."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaidiff.assets import asset_dir
from gaidiff.grammars import lexicon_of
from gaidiff.grammars._languages import KNOWN
from gaidiff.model.words import Concept

NOT = re.compile(r"\(\?(?:<=|<!|!)[^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)")
SIGNED = [(language, concept) for language in sorted(KNOWN) for concept in lexicon_of(language).signs]


@pytest.mark.parametrize(("language", "concept"), SIGNED)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(data=st.data())
def test_whatever_a_pattern_matches_holds_a_sign(language: str, concept: Concept, data: st.DataObject) -> None:
    lexicon = lexicon_of(language)
    # Without what must not stand there, and with what must follow as part of the cue, the pattern matches more.
    bare = NOT.sub("", lexicon.patterns[concept].pattern).replace("(?=", "(?:")
    cue = data.draw(st.from_regex(re.compile(bare, re.VERBOSE), fullmatch=True))

    assert any(sign in cue for sign in lexicon.signs[concept])


@pytest.mark.parametrize(("language", "concept"), SIGNED)
def test_signs_hide_no_cue_of_the_shipped_laws(language: str, concept: Concept) -> None:
    lexicon = lexicon_of(language)
    for file in sorted(asset_dir("corpus").glob(f"*/*.{language}.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            spans = [match.span() for match in lexicon.patterns[concept].finditer(line)]
            assert [(cue.start, cue.end) for cue in lexicon.find(concept, line)] == spans


def test_a_sentence_without_a_sign_needs_no_pattern() -> None:
    lexicon = lexicon_of("zh")

    assert not lexicon.may_hold(Concept.THRESHOLD, "提供者应当建立投诉机制。")
    assert lexicon.may_hold(Concept.THRESHOLD, "用户超过一百万人的，应当报告。")
    assert lexicon.may_hold(Concept.DUTY, "国家鼓励创新。")  # for which no sign is named
