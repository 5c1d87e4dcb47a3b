"""Many cue patterns look at one letter before they try; a cue whose letter was forgotten would never be found."""

import re

import pytest

from gaidiff.assets import asset_dir
from gaidiff.grammars import lexicon_of

LOOK = re.compile(r"^\s*(?:\(\?i:\s*)?(?P<look>(?:\\b)?\(\?=\[[^\]]+\]\))\s*\(\?:")

# Every way each guarded idea can begin, in invented sentences.
ENGLISH = """
A person shall not sell. It is prohibited. it is unlawful. No one may enter. no one may enter. Sale is
forbidden, must be prohibited, are barred from. He will never. Providers must keep, are required to keep, have a
duty to keep, has a duty to keep, is under an obligation. Take all necessary measures, adopt steps, employ
precautions, use reasonable efforts, make best efforts, endeavour to, seek to, aim to, strive to, work to,
attempt to, try to, avoid, prevent, guard against, strengthen, improve, enhance, raise, increase. May apply, may
apply, is entitled to, are free to, be allowed to, has the right to, have the right to. Encourages, is
encouraged, are encouraged, supports, promotes, fosters, advocates, should. except, unless, other than,
notwithstanding, shall not apply, does not apply, do not apply, exempt, need not, not be required to, where the
law provides otherwise. Within 3 days, within 3 days, no later than 3 days, not exceeding 3 days, up to 3 days,
at least 3 days, not less than 3 days, a minimum of 3 days, minimum of 3 days, for 3 days, period of 3 days,
valid for 3 days, by 3 May 2030, before 3 May 2030, on or before 3 May 2030. RMB 5, CNY 5, USD 5, EUR 5, GBP 5,
HKD 5, $5, €5, £5, ¥5, 5 yuan, one thousand yuan, two thousand yuan, three thousand yuan, five thousand yuan,
ten thousand yuan, twenty thousand yuan, thirty thousand yuan, fifty thousand yuan, a million euros, 5 %, five
times the gain. It shall take effect on 3 May 2030, will enter into force, is to come into force, are to take
effect, takes effect, enters into force, comes into effect, is effective from 3 May 2030, are effective from 3
May 2030, be effective from 3 May 2030, becomes effective on 3 May 2030, applies from 3 May 2030, apply from 3
May 2030, implemented on 3 May 2030, effective on 3 May 2030. Regulation (EU) 2030/1, Directive 2030/1/EU, the
Data Act, Law on Boats. With special features, users who are minors, minor users, child users, underage users,
high-risk systems, critical data, significant platforms, very large platforms, large platforms, sensitive data,
important data. Is exempt, are exempt, be exempt, exemption from, is not required to, Except on Sundays, Unless
closed. Provides otherwise, Except as otherwise provided, unless otherwise specified, those provisions prevail,
such provisions prevail, the latter prevail, these prevail, Without prejudice to, without prejudice to.
Discovers, finds, detects, should have known, ought to have known, knows, learns, becomes aware, is aware, are
aware, reported by, receives a complaint. and the like, or other, etc, and so on, etc.
"""
CHINESE = """
警告。通报批评。责令暂停或者终止。责令停业。停产停业整顿。停业整顿。暂扣。责令关闭。取缔。关闭网站。责令改正。限期改正。罚款。
没收。吊销。撤销许可。拘留。有期徒刑。拘役。刑事责任。治安管理处罚。给予处分。依法给予处分。予以处分。政务处分。行政处分。
纪律处分。记入信用记录。列入失信名单。纳入信用档案。予以处罚。给予行政处罚。
"""


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("zh", CHINESE)])
def test_a_look_at_the_first_letter_hides_no_cue(language: str, text: str) -> None:
    patterns = lexicon_of(language).patterns
    looking = {concept: found for concept in patterns if (found := LOOK.match(patterns[concept].pattern))}
    shipped = [file.read_text(encoding="utf-8") for file in sorted(asset_dir("corpus").glob(f"*/*.{language}.txt"))]
    texts = [text, text.replace("\n", " "), text.lower(), text.upper(), text.title(), *text.splitlines(), *shipped]

    assert looking
    for concept, found in looking.items():
        pattern = patterns[concept].pattern
        bare = re.compile(pattern[: found.start("look")] + pattern[found.end("look") :], re.VERBOSE)
        for one in texts:
            assert [m.span() for m in patterns[concept].finditer(one)] == [m.span() for m in bare.finditer(one)], (
                concept
            )
