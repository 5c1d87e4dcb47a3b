"""A line in, whether it opens with the label of a provision out: where paragraphs begin, where the articles are.

Readers need only the shape of labels in all languages at once; what a label means is the grammars' business.
"""

from __future__ import annotations

import re

# Both are compiled when a line is first looked at: a file with a blank line between its paragraphs asks for neither.

# 第十四条   第 12 条   第五条の二   제3조   Article 4a   Art. 12   Section 3   § 69a   §§ 4-5   Rule 7
ARTICLE = r"""(?xi)
    [*\s]{0,8}
    (?: 第 \s{0,2} [0-9０-９一二三四五六七八九十百千零〇○两兩]{1,9} (?: [-－] [0-9]{1,3} )? \s{0,2} [条條]
      | 제 \s{0,2} [0-9]{1,4} \s{0,2} 조
      | (?: article | art\. | section | sec\. | rule | regulation ) \s{1,3} [0-9IVXL]{1,6}
      | §{1,2} \s{0,2} [0-9]{1,5}
    )
"""

# 第二章   （三）   (iv)   3.   3、   四、   ①   a)   Chapter II   Annex 1   4.2.1
OTHER = r"""(?xi)
    [*\s]{0,8}
    (?: 第 \s{0,2} [0-9０-９一二三四五六七八九十百千零〇○两兩]{1,9} \s{0,2} [编編章节節款项項号]
      | [（(] \s? (?: [0-9０-９]{1,3} | [一二三四五六七八九十百]{1,4} | [a-zA-Z]{1,2} | [ivxIVX]{1,6} ) \s? [）)]
      | [0-9０-９]{1,3} (?: [.．][0-9]{1,3} ){0,4} (?: [、．)）] | [.]? (?= [\s\u3000] ) )
      | [一二三四五六七八九十]{1,3} [、．]
      | [a-zA-Z] [.)] (?= \s )
      | [ivxIVX]{2,5} [.)] (?= \s )
      | [①-⑳㈠-㈩⑴-⒇]
      | [-•·–—] (?= \s )
      | (?: chapter | part | title | annex | appendix | schedule | recital | kapitel | abschnitt | teil | titre )
        \s{1,3} [0-9IVXLA-Z]{1,6} \b
    )
"""


def is_article_start(line: str) -> bool:
    """Whether an article could begin here; a sentence that opens with a reference looks the same.

    >>> is_article_start("第十四条　提供者发现违法内容的")
    True
    """
    return re.match(ARTICLE, line) is not None


def is_label_start(line: str) -> bool:
    """Whether any provision could begin here: article, chapter, paragraph or item.

    >>> is_label_start("（二）经营者名称"), is_label_start("2023 was a year")
    (True, False)
    """
    return re.match(ARTICLE, line) is not None or re.match(OTHER, line) is not None
