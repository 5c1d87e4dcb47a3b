"""Japan (e-Gov) and Korea (law.go.kr): articles with inserted numbers, items, ruby, addenda and tables."""

from __future__ import annotations

from xmllaws import codes, headings, law, reading, sample, texts

JAPANESE = sample("act.egov.xml")
KOREAN = sample("act.korea.xml")
ENGLISH = sample("act.korea.en.xml")


def test_a_japanese_law_keeps_its_articles_paragraphs_and_items() -> None:
    instrument = law(JAPANESE)
    assert texts(instrument) == {
        "art_1__para_1": "この法律は、暴力を防ぐ。ただし、この限りでない。",
        "art_1-2__para_1": "次の各号に定める。",
        "art_1-2__para_1__item_1": "発信者\u3000情報を送る者",
        "art_1-2__para_1__item_1__subitem_イ": "個人",
        "art_1-2__para_1__item_1__subitem_ロ": "法人",
        "art_1-2__para_1__item_2": "受信者",
        "art_1-2__para_2": "前項の規定は、政令で定める。",
        "art_2__para_1": "削除",
        "annex_2__para_1": "この法律は、公布の日から施行する。",
        "annex_3__art_1__para_1": "この法律は、令和四年四月一日から施行する。",
        "annex_1__para_1": "（第一条関係）",
        "annex_1__para_2": "区分\t額",
    }


def test_japanese_captions_are_headings_and_readings_above_characters_go() -> None:
    instrument = law(JAPANESE)
    assert headings(instrument)["art_1"] == "（目的）"
    assert headings(instrument)["chp_1"] == "総則"
    assert "ぼう" not in "".join(texts(instrument).values())
    assert (instrument.title, instrument.published) == ("発信者の義務に関する法律", "2021-04-01")
    assert "unread_markup" not in codes(instrument)


def test_the_answer_of_the_law_service_is_read_like_the_law_in_it() -> None:
    inner = JAPANESE.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    wrapped = (
        f"<DataRoot><Result><Code>0</Code></Result><ApplData><LawFullText>{inner}</LawFullText></ApplData></DataRoot>"
    )
    assert texts(law(wrapped)) == texts(law(JAPANESE))


def test_a_korean_law_takes_its_labels_off_the_text() -> None:
    instrument = law(KOREAN)
    assert texts(instrument) == {
        "art_1__para_1": "이 법은 신호를 보호한다.",
        "art_2__para_1": "용어의 뜻은 다음과 같다.",
        "art_2__para_1__item_1": '"신호"란 다음 각 목의 것을 말한다.',
        "art_2__para_1__item_1__subitem_가": "깃발",
        "art_2__para_1__item_1__subitem_가__subitem_1": "붉은 것",
        "art_2__para_1__item_1__subitem_가__subitem_2": "흰 것",
        "art_2__para_1__item_1-2": '"등"이란 빛을 말한다.',
        "art_2-2__para_1": "발신자는 기록하여야 한다.",
        "art_2-2__para_2": "제1항의 기록은 공개한다.",
        "art_2-2__para_3": "[본조신설 2026.1.20]",
        "art_3__para_1": "삭제 <2026.1.20>",
        "annex_2__art_1__para_1": "이 법은 공포한 날부터 시행한다.",
        "annex_2__art_1__para_2": "제2조 및 제3조 생략",
        "annex_1__para_1": "위반 10만원",
    }


def test_korean_titles_keep_their_brackets_and_chapters_their_articles() -> None:
    instrument = law(KOREAN)
    found = headings(instrument)
    assert (found["chp_1"], found["art_2"], found["art_2-2"]) == ("총칙", "(정의(定義))", "(의무)")
    assert [node.eid for node in instrument.provisions[0].children] == ["art_1", "art_2", "art_2-2", "art_3"]
    assert instrument.remainder == ("신호법 일부개정법률을 공포한다.",)


def test_what_the_korean_markup_says_of_the_law() -> None:
    instrument = law(KOREAN)
    assert (instrument.title, instrument.language, instrument.authority) == ("신호법", "ko", ("신호부",))
    assert (instrument.published, instrument.in_force) == ("2026-01-20", "2026-07-21")
    assert "unread_markup" not in codes(instrument)


def test_the_english_edition_of_a_korean_law() -> None:
    instrument = law(ENGLISH)
    assert (instrument.language, instrument.title) == ("en", "SIGNALS ACT")
    assert texts(instrument) == {
        "art_1__para_1": "The purpose of this Act is to protect signals.",
        "art_1-2__para_1": "Senders shall keep:",
        "art_1-2__para_1__item_1": "a log; and",
        "art_1-2__para_1__item_2": "a lamp.",
        "art_1-2__para_2": "The log shall be open.",
        "annex_1__art_1__para_1": "This Act shall enter into force on January 22, 2026.",
    }


def test_blocks_hold_the_same_words_for_whoever_needs_no_structure() -> None:
    blocks = [block.text for block in reading(ENGLISH).blocks]
    assert blocks[:4] == [
        "SIGNALS ACT",
        "CHAPTER I GENERAL PROVISIONS",
        "Article 1 (Purpose)",
        "The purpose of this Act is to protect signals.",
    ]
