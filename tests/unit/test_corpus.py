"""The shipped law pairs: complete, marked for what they are, and true to their own description."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from gaidiff.model.law import ProvisionKind

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
PUBLIC = Path(os.environ.get("GAIDIFF_CORPUS", ROOT.parent / "shared" / "corpus"))
RENDERINGS = ("gai-measures/draft.en.txt", "gai-measures/final.en.txt")
FICTIONAL = ("shili-zhineng-kefu/draft.zh.txt", "shili-zhineng-kefu/final.zh.txt")

ARTICLE_EN = re.compile(r"^Article (?P<number>\d{1,3}) {2}(?=\S)", re.MULTILINE)
CHAPTER_EN = re.compile(r"^Chapter (?P<number>\d) {2}(?P<heading>\S.*)$", re.MULTILINE)
ARTICLE_ZH = re.compile(r"^第(?P<number>[一二三四五六七八九十]{1,3})条　(?=\S)", re.MULTILINE)
CHAPTER_ZH = re.compile(r"^第(?P<number>[一二三四五六七八九十])章　(?P<heading>\S.*)$", re.MULTILINE)
ITEM = re.compile(r"^(?:\(\d\) |　　（[一二三四五]）)(?=\S)", re.MULTILINE)
NAME_OF_LAW = re.compile(r"(?:[A-Z][a-z]+ (?:and )?){1,5}Law of the People's Republic of China")
SHARED_WORDS = 12  # words in a row that only a copied sentence, or the name of a law, has in common


def text_of(name: str) -> str:
    return (CORPUS / name).read_text(encoding="utf-8")


def description(pair: str) -> dict[str, Any]:
    return tomllib.loads(text_of(f"{pair}/source.toml"))


def numeral(value: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones else ''}"


def articles(text: str) -> dict[str, str]:
    """Arabic article number -> its words, without the label, chapter headings left out."""
    body = CHAPTER_ZH.sub("", CHAPTER_EN.sub("", text))
    pattern = ARTICLE_EN if ARTICLE_EN.search(body) else ARTICLE_ZH
    found = list(pattern.finditer(body))
    ends = [*(each.start() for each in found[1:]), len(body)]
    numbers = range(1, len(found) + 1)
    expected = [str(number) if pattern is ARTICLE_EN else numeral(number) for number in numbers]
    assert [each["number"] for each in found] == expected, "articles run from 1 without a gap"
    return {str(number): body[each.end() : end].strip() for number, each, end in zip(numbers, found, ends, strict=True)}


def items(text: str) -> dict[str, int]:
    """Article number -> count of its items, articles without items left out."""
    return {number: len(ITEM.findall(words)) for number, words in articles(text).items() if ITEM.search(words)}


def runs(line: str) -> set[tuple[str, ...]]:
    """Every run of SHARED_WORDS words; the name of a law counts as one word."""
    plain = NAME_OF_LAW.sub("NAME", line.replace("’", "'"))
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    return {tuple(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1)}


def test_the_draft_rendering_has_21_articles_and_no_chapter() -> None:
    text = text_of(RENDERINGS[0])
    assert len(articles(text)) == 21
    assert not CHAPTER_EN.search(text)
    assert items(text) == {"4": 5, "7": 5}


def test_the_final_rendering_has_24_articles_in_5_chapters() -> None:
    text = text_of(RENDERINGS[1])
    assert len(articles(text)) == 24
    headings = {each["number"]: each["heading"] for each in CHAPTER_EN.finditer(text)}
    assert headings == {
        "1": "General Provisions",
        "2": "Technology Development and Governance",
        "3": "Service Norms",
        "4": "Supervision, Inspection and Legal Responsibility",
        "5": "Supplementary Provisions",
    }
    assert items(text) == {"4": 5, "7": 5, "22": 3}


@pytest.mark.parametrize(
    ("name", "paragraphs"),
    [
        (RENDERINGS[0], {"2": 2, "7": 2, "18": 2, "20": 2}),
        (
            RENDERINGS[1],
            {"2": 3, "5": 2, "6": 2, "9": 2, "11": 2, "14": 2, "16": 2, "19": 2, "21": 2, "23": 2},
        ),
    ],
)
def test_every_paragraph_of_the_chinese_has_one_in_the_rendering(name: str, paragraphs: dict[str, int]) -> None:
    counts = {
        number: sum(not ITEM.match(line) for line in words.splitlines() if line)
        for number, words in articles(text_of(name)).items()
    }
    assert {number: count for number, count in counts.items() if count > 1} == paragraphs


@pytest.mark.parametrize("name", RENDERINGS)
def test_renderings_are_marked_unofficial_and_wholly_in_english(name: str) -> None:
    text = text_of(name)
    mark = "Unofficial working English rendering, made for the gaidiff project; not an official text."
    assert mark in text.splitlines()[:3]
    assert not re.search(r"[\u2e80-\u9fff\uff00-\uffef]", text)


@pytest.mark.parametrize(
    ("name", "article", "words"),
    [
        (RENDERINGS[0], "15", "within 3 months"),
        (RENDERINGS[0], "20", "a fine of not less than RMB 10,000 and not more than RMB 100,000"),
        (RENDERINGS[0], "20", "suspension or termination"),
        (RENDERINGS[0], "11", "shall not provide the input information of users to others"),
        (RENDERINGS[0], "7", "Be able to ensure the truthfulness"),
        (RENDERINGS[0], "21", "[day and month left blank], 2023"),
        (RENDERINGS[1], "11", "shall not unlawfully provide the input information and usage records"),
        (RENDERINGS[1], "7", "Take effective measures to improve the quality of the training data"),
        (RENDERINGS[1], "10", "users who are minors"),
        (RENDERINGS[1], "1", "the Science and Technology Progress Law of the People's Republic of China"),
        (RENDERINGS[1], "24", "15 August 2023"),
    ],
)
def test_the_words_a_comparison_turns_on_are_rendered(name: str, article: str, words: str) -> None:
    assert words in articles(text_of(name))[article]


@pytest.mark.parametrize("words", ["RMB", "3 months", "true identity information", "shall not conduct profiling"])
def test_what_the_final_text_dropped_is_not_in_its_rendering(words: str) -> None:
    assert words in text_of(RENDERINGS[0])
    assert words not in text_of(RENDERINGS[1])


@pytest.mark.parametrize("name", RENDERINGS)
def test_shall_counts_agree_with_the_chinese(name: str) -> None:
    """`shall` stands only where the Chinese binds in words, and `shall not` once for each 不得."""
    source = PUBLIC / "cn-gai-measures" / ("old.recalled.zh.txt" if "draft" in name else "new.zh.md")
    if not source.is_file():
        pytest.skip("the Chinese texts are not on this machine")
    chinese = articles(re.sub(r"\n\n+", "\n", source.read_text(encoding="utf-8")))
    for number, words in articles(text_of(name)).items():
        assert len(re.findall(r"shall not\b", words)) == chinese[number].count("不得"), f"Article {number}"
        assert ("shall" in words) == bool(re.search(r"应当|不得|应满足|应在", chinese[number])), f"Article {number}"


@pytest.mark.parametrize("name", RENDERINGS)
def test_no_sentence_is_taken_from_the_published_translation(name: str) -> None:
    published = PUBLIC / "cn-gai-measures" / "new.en.txt"
    if not published.is_file():
        pytest.skip("the published translation is not on this machine")
    taken = set(chain.from_iterable(map(runs, published.read_text(encoding="utf-8").splitlines())))
    ours = set(chain.from_iterable(map(runs, text_of(name).splitlines())))
    assert not ours & taken


@pytest.mark.parametrize("pair", ["gai-measures", "shili-zhineng-kefu"])
def test_a_pair_describes_itself(pair: str) -> None:
    data = description(pair)
    assert data["id"] == pair
    assert data["title"]["zh"]
    assert data["title"]["en"]
    assert data["official"] is False
    assert "Apache-2.0" in data["licence"].values()
    assert [version["role"] for version in data["version"]] == ["draft", "final"]
    for version in data["version"]:
        text = text_of(f"{pair}/{version['file']}")
        title = version["title"][data["language"]]
        assert text.replace("\n（", "（").replace("\n(", " (").startswith(title)
        assert len(articles(text)) == version["articles"]
        assert len(CHAPTER_EN.findall(text) + CHAPTER_ZH.findall(text)) == version["chapters"]


def test_the_measures_name_their_official_texts_issuers_and_dates() -> None:
    data = description("gai-measures")
    draft, final = data["version"]
    assert "unofficial working rendering" in data["note"].lower()
    assert "Article 5" in data["licence"]["official_texts"]
    assert draft["address"] == "https://www.cac.gov.cn/2023-04/11/c_1682854275475410.htm"
    assert final["address"] == "https://www.cac.gov.cn/2023-07/13/c_1690898327029107.htm"
    assert (draft["published"], final["published"]) == (date(2023, 4, 11), date(2023, 7, 13))
    assert (final["promulgated"], final["in_force"]) == (date(2023, 7, 10), date(2023, 8, 15))
    assert "in_force" not in draft, "the Draft leaves the day blank"
    assert (len(draft["issuers"]), len(final["issuers"])) == (1, 7)
    promulgation = text_of(RENDERINGS[1])
    assert all(issuer["en"] in promulgation for issuer in final["issuers"])


@pytest.mark.parametrize("name", FICTIONAL)
def test_the_fictional_pair_says_that_it_is_fictional(name: str) -> None:
    assert "（虚构示例文本，仅供测试）" in text_of(name).splitlines()[:3]


def test_sources_give_each_text_an_official_address() -> None:
    sources = tomllib.loads(text_of("sources.toml"))["source"]
    hosts = ("https://www.cac.gov.cn/", "https://eur-lex.europa.eu/")
    assert len({source["id"] for source in sources}) == len(sources) == 14
    for source in sources:
        assert source["address"].startswith(hosts), source["id"]
        assert source["title"], source["id"]
        assert source["issuer"], source["id"]
        assert isinstance(source["published"], date), source["id"]
        assert source["confirmed"] == (source["address"] not in hosts), "an unconfirmed text has its issuer's root"
    pairs = {source["pair"] for source in sources}
    assert {(source["pair"], source["role"]) for source in sources} == {
        (pair, role) for pair in pairs for role in ("draft", "final")
    }


def expected() -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    rows = description("shili-zhineng-kefu")["expected"]
    return [(tuple(row["old"]), tuple(row["new"]), row["kind"]) for row in rows]


def bare(words: str) -> str:
    return re.sub(r"[\s，。；、：]", "", words)


def test_the_expected_table_has_every_article_of_both_sides_exactly_once() -> None:
    old, new = (articles(text_of(name)) for name in FICTIONAL)
    assert [number for row in expected() for number in row[0]] == list(old)
    assert sorted((number for row in expected() for number in row[1]), key=int) == list(new)


def test_the_expected_table_knows_every_kind_of_match() -> None:
    assert {kind for _, _, kind in expected()} == {
        "unchanged", "amended", "renumbered", "moved", "split", "merged", "inserted", "repealed"
    }  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kind"), expected())
def test_the_texts_bear_the_expected_table_out(old: tuple[str, ...], new: tuple[str, ...], kind: str) -> None:
    before, after = (articles(text_of(name)) for name in FICTIONAL)
    same_words = bare("".join(before[number] for number in old)) == bare("".join(after[number] for number in new))
    chapters = [{chapter_of(name, number) for number in side} for name, side in zip(FICTIONAL, (old, new), strict=True)]
    assert (len(old), len(new)) == {"split": (1, 2), "merged": (2, 1), "inserted": (0, 1), "repealed": (1, 0)}.get(
        kind, (1, 1)
    )
    if kind in {"unchanged", "renumbered", "moved", "split", "merged"}:
        assert same_words
    elif old != ("24",):  # 24 differs in punctuation alone: editorial_only
        assert not same_words
    if kind not in {"inserted", "repealed"}:
        assert (chapters[0] != chapters[1]) == (kind == "moved")
    if kind in {"unchanged", "renumbered"}:
        assert (old == new) == (kind == "unchanged")


def chapter_of(name: str, number: str) -> str:
    before = text_of(name).split(f"\n第{numeral(int(number))}条　")[0]
    return str(CHAPTER_ZH.findall(before)[-1][1])


@pytest.mark.parametrize("row", description("shili-zhineng-kefu")["expected_findings"], ids=lambda row: row["kind"])
def test_the_words_that_prove_a_finding_stand_in_its_articles(row: dict[str, str]) -> None:
    old, new = (articles(text_of(name)) for name in FICTIONAL)
    assert row["old_words"] in old.get(row["old"], "")
    assert row["new_words"] in new.get(row["new"], "")
    heirs = {number: after for before, after, _ in expected() for number in before or ("",)}
    assert row["new"] in heirs[row["old"]]


def test_the_findings_cover_each_kind_of_rule_once() -> None:
    kinds = [row["kind"] for row in description("shili-zhineng-kefu")["expected_findings"]]
    changing = [f"{what}_{how}" for what in ("deadline", "penalty") for how in ("added", "removed", "changed")]
    assert sorted(kinds) == sorted([
        *changing, "obligation_added", "obligation_removed", "prohibition_added", "prohibition_removed",
        "prohibition_qualified", "modality_softened", "modality_hardened", "legal_basis_added", "effective_date",
        "renumbered_only", "editorial_only",
    ])  # fmt: skip


@pytest.mark.parametrize("row", description("shili-zhineng-kefu")["expected_items"], ids=lambda row: row["change"])
def test_an_item_that_came_or_went_stands_on_one_side_only(row: dict[str, str]) -> None:
    name, other = FICTIONAL if row["change"] == "removed" else FICTIONAL[::-1]
    article, item = row["old" if row["change"] == "removed" else "new"].rstrip(")").split("(")
    assert f"（{numeral(int(item))}）{row['words']}" in articles(text_of(name))[article]
    assert row["words"] not in text_of(other)


@pytest.mark.parametrize("name", [*RENDERINGS, *FICTIONAL])
def test_gaidiff_parses_the_same_articles_chapters_and_items(name: str) -> None:
    from gaidiff import parse, read

    text = text_of(name)
    instrument = parse(read(CORPUS / name))
    kinds = [provision.kind for provision in instrument.walk()]
    assert [unit.num.label if unit.num else "" for unit in instrument.units()] == list(articles(text))
    assert kinds.count(ProvisionKind.CHAPTER) == len(CHAPTER_EN.findall(text) + CHAPTER_ZH.findall(text))
    assert kinds.count(ProvisionKind.ITEM) == sum(items(text).values())
    assert not instrument.diagnostics
    assert not instrument.remainder
    assert instrument.title.startswith(text.splitlines()[0])
