"""Seeds in, invented laws, the pages they stand on, and a clock that runs fast out: what tests of the watcher share.

The words are made up from a few parts, so that a planted change is known by its place and nothing is anybody's law.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Sequence
from random import Random

from gaidiff.grammars._numerals import to_chinese
from gaidiff.model.text import Snapshot
from gaidiff.model.watch import Retrieval

ZH = {
    "who": ("灯具提供者", "灯塔看守人", "船队管理者", "港口经营者", "风车所有人", "渡口值守员"),
    "what": ("记录", "账册", "灯油存量", "巡查结果", "维修情况", "来访登记"),
    "how": ("保存不少于三年", "每月向主管部门报送", "在显著位置公示", "由两人共同核对", "逐项编号并装订", "及时更新"),
}
EN = {
    "who": ("The lamp provider", "The lighthouse keeper", "The fleet manager", "The port operator", "The mill owner"),
    "what": (
        "the log book",
        "the oil account",
        "the results of each round",
        "the list of visitors",
        "the repair notes",
    ),
    "how": ("keep it for three years", "send it to the office each month", "show it at the gate", "number its pages"),
}


def zh_law(seed: int, count: int = 12) -> list[str]:
    """A title and `count` articles; the last one says when it enters into force."""
    random = Random(seed)  # noqa: S311, seeded
    lines = [f"示例第{to_chinese(seed % 900 + 1)}号灯火管理办法"]
    for number in range(1, count):
        who, what, how = (random.choice(ZH[key]) for key in ("who", "what", "how"))
        other = random.choice(ZH["how"])
        lines.append(f"第{to_chinese(number)}条　{who}应当妥善保管{what}，并{how}。不得擅自涂改，{other}。")
    lines.append(f"第{to_chinese(count)}条　本办法自示例年一月一日起施行。")
    return lines


def en_law(seed: int, count: int = 12) -> list[str]:
    """The same in English."""
    random = Random(seed)  # noqa: S311, seeded
    lines = [f"Measures No. {seed} for the Keeping of Lamps"]
    for number in range(1, count):
        who, what, how = (random.choice(EN[key]) for key in ("who", "what", "how"))
        lines.append(
            f"Article {number} {who} shall look after {what} and shall {how}. It may not be altered by others."
        )
    lines.append(f"Article {count} These Measures enter into force on the first day of the year.")
    return lines


def law(seed: int, count: int = 12) -> list[str]:
    """Chinese for even seeds, English for odd ones."""
    return en_law(seed, count) if seed % 2 else zh_law(seed, count)


def page(lines: Sequence[str], noise: Random | None = None) -> bytes:
    """A saved page of a government site: menu, law, footer; with `noise` all that rotates between two requests."""
    random = noise or Random(0)  # noqa: S311, seeded
    token, hits, nonce = f"{random.getrandbits(64):x}", random.randrange(10**6), f"{random.getrandbits(32):x}"
    ads = random.choice(("Harbour days", "New ferry times", "便民服务", "专题专栏"))
    attributes = [f'id="p{nonce}"', 'class="law"', f'data-n="{random.randrange(99)}"']
    random.shuffle(attributes)
    title, *articles = lines
    text = "".join(f"<p {' '.join(attributes)}>{line}</p>\n" for line in articles)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="csrf" content="{token}"><title>{title}</title>'
        f'<script nonce="{nonce}">var t={hits};</script></head><body>\n'
        f'<nav><ul><li><a href="/?s={token}">首页 Home</a></li><li><a href="/b">新闻 News</a></li><li><a href="/c">'
        f'{ads}</a></li></ul></nav><div class="main"><h1>{title}</h1>\n{text}</div>\n'
        f"<footer><p>浏览次数 {hits}</p><p>{ads} {nonce}</p></footer></body></html>"
    ).encode()


def text(lines: Sequence[str]) -> bytes:
    """The law as plain text, which needs no child process to be read."""
    return ("\n".join(lines) + "\n").encode()


def answer(address: str, body: bytes | None, *, status: int = 200, **fields: object) -> Retrieval:
    """What `fetch` returns for such a body."""
    media_type = str(fields.pop("media_type", "text/html; charset=utf-8"))
    snapshot = None
    if body is not None:
        digest = hashlib.sha256(body).hexdigest()
        snapshot = Snapshot(source_id=address, location=address, body=body, sha256=digest, media_type=media_type)
    return Retrieval(
        address=address,
        final_address=str(fields.pop("final_address", address)),
        status=status,
        snapshot=snapshot,
        media_type=media_type,
        **fields,  # type: ignore[arg-type]
    )


class FastClock:
    """A clock on which a real second is `speed` seconds long. `jump` sets the clock of the wall, nothing else."""

    def __init__(self, speed: float, start: float = 1_800_000_000.0) -> None:
        self.speed = speed
        self.start = start
        self._began = time.monotonic()

    def now(self) -> float:
        return self.start + self.monotonic()

    def monotonic(self) -> float:
        return (time.monotonic() - self._began) * self.speed

    def wait(self, seconds: float, event: threading.Event) -> None:
        event.wait(seconds / self.speed)

    def jump(self, seconds: float) -> None:
        self.start += seconds
