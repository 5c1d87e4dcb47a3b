"""What stays alone is paired by place only where its words say so too: invented laws, one fact each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from builders import article, law

from gaidiff.compare.align import align
from gaidiff.grammars import grammar_of, lexicon_of

if TYPE_CHECKING:
    from gaidiff.model.change import Alignment

# Rules of a fish market: ten that stay as they are, around those that are written anew.
STAY = (
    "市场每日凌晨三点开市，中午十二点闭市，节假日另行公告。",
    "进场车辆应当在北门登记，卸货时间不超过四十分钟。",
    "水产品应当附有捕捞或者养殖凭证，无凭证的不得入场。",
    "摊位租金按季度缴纳，逾期十五日的收回摊位。",
    "制冰车间由专人看管，冰块不得与地面直接接触。",
    "市场设公平秤三台，任何人可以免费复秤。",
    "商户应当穿戴胶靴和围裙，保持通道畅通。",
    "死鱼和内脏应当投入密闭容器，每日清运两次。",
    "检疫室对贝类毒素实行批批检测，结果当场张贴。",
    "本办法由市场管理委员会负责解释。",
)
OLD = "电子秤应当每半年送计量所检定一次，检定证书悬挂在摊位醒目处，过期不得使用。"
RECAST = "摊位上的电子秤每季度接受计量所上门检定，证书贴在秤体，未经检定的电子秤由市场封存。"
OTHER = "夜间值守的保安人员应当接受消防培训，熟悉水带和灭火器的位置。"
CALLS = (
    "The market opens at three in the morning and closes at noon.",
    "Vehicles are recorded at the north gate and unload within forty minutes.",
    "Seafood without a certificate of catch is refused at the entrance.",
    "Rent is paid each quarter and a stall in arrears is taken back.",
    "Ice is kept off the ground and watched by one trained person.",
    "Three scales stand in the hall where anyone may weigh again for free.",
    "Traders wear boots and aprons and keep the aisles clear.",
    "Dead fish and offal go into closed containers emptied twice a day.",
    "Shellfish is tested for toxins in every batch and results are posted.",
    "The market committee interprets these rules.",
)
PESTS = "The committee appoints a certified pest controller who inspects the premises every month."
PESTS_RECAST = (
    "The committee keeps a written programme against pests and has the hall inspected by a professional each spring."
)


@cache
def aligned(old: tuple[str, ...], new: tuple[str, ...], language: str = "zh", first: int = 1) -> Alignment:
    """The old articles are counted from 1, the new ones from `first`."""
    counted = (enumerate(old, 1), enumerate(new, first))
    sides = [law(*(article(n, text) for n, text in side), language=language) for side in counted]
    return align(*sides, words=grammar_of(language).words, lexicon=lexicon_of(language))


def between(text: str, frame: tuple[str, ...] = STAY, place: int = 5) -> tuple[str, ...]:
    return (*frame[:place], text, *frame[place:])


def test_a_rewritten_article_between_the_same_neighbours_is_amended() -> None:
    match = next(m for m in aligned(between(OLD), between(RECAST)).articles if "art_6" in m.new)
    assert match.old == ("art_6",)


def test_a_rewritten_english_article_is_found_by_its_place() -> None:
    alignment = aligned(between(PESTS, CALLS), between(PESTS_RECAST, CALLS), "en", first=101)
    match = next(m for m in alignment.articles if "art_106" in m.new)
    assert match.old == ("art_6",)
    assert "same place" in match.evidence


def test_an_unrelated_article_at_the_same_place_is_a_repeal_and_an_insertion() -> None:
    alignment = aligned(between(OLD), between(OTHER))
    assert alignment.heirs("art_6") == ()  # type: ignore[arg-type]
    assert alignment.ancestors("art_6") == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(("direction", "heirs"), [(1, ("art_6", "art_7")), (-1, ("art_7", "art_6"))])
def test_of_two_articles_in_a_gap_each_finds_its_own(direction: int, heirs: tuple[str, str]) -> None:
    old, new = (OLD, OTHER), (RECAST, "保安人员夜间值守前参加消防培训，能够操作灭火器和水带。")
    alignment = aligned((*STAY[:5], *old, *STAY[5:]), (*STAY[:5], *new[::direction], *STAY[5:]))
    assert alignment.heirs("art_6") == heirs[:1]  # type: ignore[arg-type]
    assert alignment.heirs("art_7") == heirs[1:]  # type: ignore[arg-type]


def test_there_and_back_by_place_are_the_same_links() -> None:
    there, back = aligned(between(OLD), between(RECAST)), aligned(between(RECAST), between(OLD))
    links = [{(a, b) for m in side.articles for a in m.old for b in m.new} for side in (there, back)]
    assert links[0] == {(a, b) for b, a in links[1]}


def test_in_a_law_of_few_articles_chance_is_unknown_and_nothing_is_paired_by_it() -> None:
    alignment = aligned((STAY[0], PESTS_RECAST, STAY[1]), (STAY[0], OTHER, STAY[1]))
    assert alignment.heirs("art_2") == ()  # type: ignore[arg-type]


CRIME = "构成犯罪的，依法追究刑事责任。"


def test_a_stock_sentence_does_not_tie_a_new_article_to_an_old_one() -> None:
    old = between("商户销售注水水产品的，没收违法所得，处三千元以下罚款。" + CRIME)
    new = (*old, "保安人员收受商户财物放行无凭证车辆的，由委员会予以辞退。" + CRIME)
    assert aligned(old, new).ancestors("art_12") == ()  # type: ignore[arg-type]


def test_an_article_that_is_nothing_but_the_stock_sentence_is_where_the_old_ones_went() -> None:
    old = between("商户贩卖假冒凭证，情节严重，" + CRIME)
    new = (*STAY, "违反本办法，" + CRIME)
    assert aligned(old, new).ancestors("art_11") == ("art_6",)  # type: ignore[arg-type]
