"""XML laws as files: which reader takes them, what is refused, and that no character is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from xmllaws import all_words, codes, law, reading, snapshot, texts

from gaidiff import readers
from gaidiff.errors import ReadError, StructureError, UnsupportedFormat
from gaidiff.grammars import parse
from gaidiff.readers._xml_formats import FORMATS
from gaidiff.readers._xml_tree import drop_ruby, take_out, tree_of
from gaidiff.readers.xml import READER

CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", Path(__file__).resolve().parents[3].parent / "shared" / "corpus"))
SAMPLES = (
    "_format-samples/ch-fadp-en.akn.xml",
    "_format-samples/eu-ai-act.formex.xml",
    "_format-samples/eu-consumer-rights-consolidated.formex.xml",
    "_format-samples/eu-trade-mark-2017-1001.annex-correlation-table.formex.xml",
    "_format-samples/us-eo-14179.xml",
    "kr-ai-framework-act/old.xml",
    "kr-ai-framework-act/new.xml",
    "kr-ai-framework-act/old.en.xml",
    "kr-ai-framework-act/new.en.xml",
)
ARTICLES = {
    "_format-samples/ch-fadp-en.akn.xml": 77,
    "_format-samples/eu-ai-act.formex.xml": 113,
    "_format-samples/us-eo-14179.xml": 6,
    "kr-ai-framework-act/old.xml": 44,
    "kr-ai-framework-act/new.xml": 46,
}
ACT = (
    "<ACT><TITLE><TI><P>Signals</P></TI></TITLE><ENACTING.TERMS>"
    "<ARTICLE><TI.ART>Article 1</TI.ART>{}</ARTICLE></ENACTING.TERMS></ACT>"
)
DUTY = ACT.format("<ALINEA>The sender shall keep a log of the signals.</ALINEA>")


def sample(name: str) -> bytes:
    path = CORPUS / name
    if not path.is_file():
        pytest.skip(f"{name} is not in the corpus")
    return path.read_bytes()


def refused(body: bytes | str) -> str:
    with pytest.raises(ReadError) as problem:
        reading(body)
    assert "\n" not in str(problem.value)
    assert str(problem.value).startswith("law.xml")
    return str(problem.value)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_character_of_a_real_file_lands_in_the_law_once(name: str) -> None:
    body = sample(name)
    root = tree_of(body, name)
    form = next(form for form in FORMATS if root.tag in form.roots and form.fits(root))
    drop_ruby(root)
    take_out(root, form.metadata)
    take_out(root, form.notes)
    form.prepare(root)
    words = "".join(sorted("".join("".join(root.itertext()).split())))
    instrument = law(body)
    assert "unread_markup" not in codes(instrument)
    assert all_words(instrument) == words


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_a_real_file_has_the_articles_it_has_in_print(name: str) -> None:
    units = law(sample(name)).units()
    main = [unit for unit in units if unit.kind == "article" and not unit.eid.startswith("annex")]
    assert len(main) == ARTICLES[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_real_files_are_read_in_a_child_process_as_here(name: str) -> None:
    body = sample(name)
    assert readers.read(snapshot(body)) == reading(body)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<?xml version="1.0" encoding="UTF-8"?>\n' + " \n" * 40,
        "<?xml version='1.0'?><!-- exported --><!-- twice -->",
        '<!DOCTYPE ACT SYSTEM "formex.dtd">',
        "<?xml-stylesheet href='a.xsl'?>\n",
        "\ufeff",
    ],
)
def test_the_root_element_decides_whatever_stands_before_it(head: str) -> None:
    assert READER.sniff((head + DUTY).encode()) == 1.0
    assert (
        texts(parse(readers.read(snapshot(head + DUTY))))["art_1__para_1"]
        == "The sender shall keep a log of the signals."
    )


def test_utf_16_is_recognised_and_read() -> None:
    body = ('<?xml version="1.0" encoding="UTF-16"?>' + DUTY).encode("utf-16")
    assert READER.sniff(body) == 1.0
    assert "art_1" in law(body).by_eid


@pytest.mark.parametrize("text", ["<recipe><step>Stir.</step></recipe>", "<!-- no root -->", "<", "Article 1", "<?xml"])
def test_other_vocabularies_are_not_ours(text: str) -> None:
    assert READER.sniff(text.encode()) == 0.0


def test_an_old_page_that_begins_with_its_title_is_html() -> None:
    assert READER.sniff(b"<TITLE>Law</TITLE><P>Article 1</P>") == 0.0
    assert READER.sniff(b"<TITLE><PART><SECTION><SECTNO>1</SECTNO></SECTION></PART></TITLE>\n") == 1.0


def test_an_unknown_vocabulary_is_refused_by_the_name_of_its_root() -> None:
    with pytest.raises(UnsupportedFormat, match="<recipe>"):
        readers.read(snapshot('<?xml version="1.0"?><recipe><step>Stir.</step></recipe>'))


def test_a_law_element_of_neither_country_is_refused_by_name() -> None:
    assert "<Law>" in refused("<Law><Clause>1</Clause></Law>")


def test_b3_entities_of_its_own_are_refused_before_they_grow() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE ACT [<!ENTITY l0 "ha">{laughs}]>' + ACT.format("<ALINEA>&l9;</ALINEA>")
    assert "declares entities" in refused(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_b3_an_external_entity_is_refused_and_not_read(encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", encoding="utf-8")
    doctype = f'<!DOCTYPE ACT [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}' + ACT.format("<ALINEA>&x;</ALINEA>")
    message = refused(text.encode(encoding))
    assert "declares entities" in message
    assert "SECRET" not in message


def test_b3_a_doctype_that_points_elsewhere_is_not_followed() -> None:
    body = '<!DOCTYPE ACT SYSTEM "http://127.0.0.1:9/formex.dtd">' + DUTY
    assert texts(law(body))["art_1__para_1"].endswith("of the signals.")


def test_b4_an_entity_without_text_does_not_cut_a_sentence_in_silence() -> None:
    body = '<!DOCTYPE ACT SYSTEM "formex.dtd">' + ACT.format("<ALINEA>The sender shall &neg; pay.</ALINEA>")
    assert "&neg;" in refused(body)


def test_b4_an_entity_that_html_knows_is_its_character() -> None:
    body = '<!DOCTYPE ACT SYSTEM "formex.dtd">' + ACT.format("<ALINEA>Fees of 5&nbsp;&euro; are due.</ALINEA>")
    assert texts(law(body))["art_1__para_1"] == "Fees of 5\u00a0€ are due."


def test_b5_deep_nesting_is_refused() -> None:
    body = ACT.format("<ALINEA>" + "<HT>" * 230 + "x" + "</HT>" * 230 + "</ALINEA>")
    assert "too deep" in refused(body)


def test_b5_nesting_beyond_the_parser_is_refused() -> None:
    assert "damaged XML" in refused("<ACT>" + "<HT>" * 20_000 + "</HT>" * 20_000 + "</ACT>")


def test_a_file_cut_in_the_middle_is_refused_not_shortened() -> None:
    assert "damaged XML" in refused(DUTY[: len(DUTY) // 2])


def test_a_language_without_a_grammar_is_refused_by_name() -> None:
    with pytest.raises(StructureError, match="'bg'"):
        law("<ACT><BIB.INSTANCE><LG.DOC>BG</LG.DOC></BIB.INSTANCE>" + DUTY.removeprefix("<ACT>"))


def test_without_a_stated_language_the_words_tell() -> None:
    assert law(DUTY).language == "en"


def test_comments_and_instructions_leave_no_gap() -> None:
    body = ACT.format("<ALINEA>The sen<!-- page --><?PAGE NO='2'?>der shall <![CDATA[keep <logs> & notes]]>.</ALINEA>")
    assert texts(law(body))["art_1__para_1"] == "The sender shall keep <logs> & notes."


def test_what_a_reader_cannot_see_is_reported() -> None:
    assert "bidi_characters" in codes(law(ACT.format("<ALINEA>The fee is \u202e001\u202c euros.</ALINEA>")))
