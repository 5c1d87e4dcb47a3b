"""The languages of the law and of the report in, the styles of our Word files out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INK: Final = "1F2933"
QUIET: Final = "5B6770"
ACCENT: Final = "1F4E79"
GONE: Final = "B42318"
CAME: Final = "0B5CAD"
RULE: Final = "C9D1D8"
SHADE: Final = "F3F5F7"

DEFAULT: Final = ' w:default="1"'
PROPERTY: Final = re.compile(r"<w:(?P<name>\w+)[^>]*/>")
ORDER: Final = ("rFonts", "b", "strike", "color", "sz", "szCs", "u", "lang")

SERIF: Final = {"zh": "SimSun", "ja": "MS Mincho", "ko": "Batang"}
SANS: Final = {"zh": "Microsoft YaHei", "ja": "MS Gothic", "ko": "Malgun Gothic"}
LOCALES: Final = {"zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR", "en": "en-GB", "de": "de-DE", "fr": "fr-FR"}


def styles(law: str, report: str) -> str:
    """The styles part. Text of the law is set in a serif face, our own words in a sans."""
    normal = _sorted(_fonts("Times New Roman", SERIF, law) + _size(22) + _language(law))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{normal}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    return f'<w:styles xmlns:w="{W}">{defaults}{"".join(_all(law, report))}</w:styles>'


def _all(law: str, report: str) -> Iterator[str]:
    own = _fonts("Calibri", SANS, report)
    bold = _fonts("Times New Roman", SANS, law) + "<w:b/>"
    yield _style("Normal", "Normal", "", _color(INK), default=True)
    yield _character("DefaultParagraphFont", "Default Paragraph Font", "", default=True)
    yield _style("Title", "Title", _spaced(240, 200, "center", keep=True), bold + _size(36))
    yield _style("LawPreface", "Law Preface", _spaced(0, 120, "center"), _color(QUIET) + _size(21))
    yield _style("Heading1", "heading 1", _spaced(320, 160, "center", keep=True, level=0), bold + _size(28))
    yield _style("Heading2", "heading 2", _spaced(280, 140, "center", keep=True, level=1), bold + _size(25))
    yield _style("Heading3", "heading 3", _spaced(240, 120, "center", keep=True, level=2), bold + _size(23))
    yield _style("Heading4", "heading 4", _spaced(200, 80, keep=True, level=3), bold + _size(22))
    yield _style("LawArticle", "Law Article", "", "")
    yield _style("LawItem", "Law Item", '<w:ind w:left="440"/>', "")
    yield _style("LawSubitem", "Law Subitem", '<w:ind w:left="880"/>', "")
    yield _style("LawRemainder", "Law Other Text", _spaced(60, 60), _color(QUIET) + _size(18))
    yield _character("LawNumber", "Law Number", "<w:b/>")
    front = own + _size(20) + _language(report)
    line = '<w:spacing w:after="60" w:line="276" w:lineRule="auto"/>'
    yield _style("GaidiffFront", "gaidiff front", line, front)
    head = '<w:keepNext/><w:spacing w:before="260" w:after="80"/>'
    yield _style("GaidiffFrontHeading", "gaidiff front heading", head, "<w:b/>" + _color(ACCENT) + _size(23), "front")
    title = '<w:keepNext/><w:spacing w:before="0" w:after="200"/>'
    yield _style("GaidiffFrontTitle", "gaidiff front title", title, "<w:b/>" + _size(36), "front")
    yield _style("GaidiffFrontNote", "gaidiff front note", line, _color(QUIET) + _size(17), "front")
    entry = '<w:spacing w:after="80" w:line="276" w:lineRule="auto"/><w:ind w:left="400" w:hanging="400"/>'
    yield _style("GaidiffFrontEntry", "gaidiff front entry", entry, "", "front")
    tight = '<w:spacing w:before="20" w:after="40" w:line="264" w:lineRule="auto"/>'
    yield _style("GaidiffCell", "gaidiff cell", tight, _size(19))
    yield _style("GaidiffCellOwn", "gaidiff own words", tight, front + _size(18))
    yield _style("GaidiffCellQuiet", "gaidiff unchanged", tight, front + _color(QUIET) + _size(18))
    yield _style("GaidiffCellHead", "gaidiff cell head", tight, front + "<w:b/>" + _size(19))
    yield _style("Header", "header", "", _size(17) + _color(QUIET), "front")
    yield _style("Footer", "footer", '<w:jc w:val="center"/>', _size(17) + _color(QUIET), "front")
    yield _style("CommentText", "annotation text", "", own + _size(20) + _language(report))
    yield _character("CommentReference", "annotation reference", _size(16))
    yield _character("GaidiffGone", "gaidiff deleted", "<w:strike/>" + _color(GONE))
    yield _character("GaidiffCame", "gaidiff inserted", _color(CAME) + '<w:u w:val="single"/>')
    yield _table("GaidiffFacts", "gaidiff facts", ("top", "bottom", "insideH"), "")
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    yield _table("GaidiffTable", "gaidiff table", sides, f'<w:tblStylePr w:type="firstRow">{shade}</w:tblStylePr>')


def _style(  # noqa: PLR0913, one argument per attribute of a style
    identifier: str, name: str, properties: str, looks: str, base: str = "", *, default: bool = False
) -> str:
    parent = "GaidiffFront" if base else "" if default else "Normal"
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    head = f'<w:style w:type="paragraph" w:styleId="{identifier}"{DEFAULT if default else ""}>'
    body = (f"<w:pPr>{properties}</w:pPr>" if properties else "") + (
        f"<w:rPr>{_sorted(looks)}</w:rPr>" if looks else ""
    )
    return f'{head}<w:name w:val="{name}"/>{based}<w:qFormat/>{body}</w:style>'


def _character(identifier: str, name: str, looks: str, *, default: bool = False) -> str:
    kind = DEFAULT if default else ""
    body = f"<w:rPr>{_sorted(looks)}</w:rPr>" if looks else ""
    return f'<w:style w:type="character" w:styleId="{identifier}"{kind}><w:name w:val="{name}"/>{body}</w:style>'


def _table(identifier: str, name: str, sides: tuple[str, ...], parts: str) -> str:
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    margins = '<w:tblCellMar><w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
    properties = f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{margins}</w:tblPr>"
    head = f'<w:style w:type="table" w:styleId="{identifier}"><w:name w:val="{name}"/>'
    return f"{head}{properties}{parts}</w:style>"


def _spaced(before: int, after: int, side: str = "", *, keep: bool = False, level: int | None = None) -> str:
    return (
        ("<w:keepNext/>" if keep else "")
        + f'<w:spacing w:before="{before}" w:after="{after}"/>'
        + (f'<w:jc w:val="{side}"/>' if side else "")
        + ("" if level is None else f'<w:outlineLvl w:val="{level}"/>')
    )


def _fonts(latin: str, wide: dict[str, str], language: str) -> str:
    """“ and ” are set in the Chinese face in a Chinese text, which is what the hint is for."""
    hint = ' w:hint="eastAsia"' if language in wide else ""
    face = wide.get(language, wide["zh"])
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{face}"{hint}/>'


def _language(language: str) -> str:
    locale = LOCALES.get(language, language)
    wide = locale if language in SERIF else "zh-CN"
    return f'<w:lang w:val="{"en-GB" if language in SERIF else locale}" w:eastAsia="{wide}"/>'


def _sorted(looks: str) -> str:
    """Each property once, the last one given, in the order the schema wants."""
    last = {match["name"]: match.group() for match in PROPERTY.finditer(looks)}
    return "".join(last[name] for name in ORDER if name in last)


def _color(color: str) -> str:
    return f'<w:color w:val="{color}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
