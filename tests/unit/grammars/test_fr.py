"""French laws: articles with and without a code letter, titres, I. - and 1°."""

from __future__ import annotations

from builders import reading

from gaidiff.grammars import parse


def test_articles_titles_and_items() -> None:
    law = parse(
        reading(
            "# Loi de modèle\n## Titre premier : De l'objet\n### Article 1er\nLa loi est la loi.\n"
            "## Titre II : Des devoirs\n### Article L. 100-1\nI. - Le fournisseur est tenu de déclarer :\n"
            "1° son nom ;\n2° son adresse.\nII. - Il est tenu de répondre.\n### Article L100-2\nNul ne peut mentir.\n"
            "Fait à Paris, le 5 mai 2024."
        )
    )
    assert law.language == "fr"
    assert [unit.num.label for unit in law.units() if unit.num] == ["1", "L100-1", "L100-2"]
    assert [(node.eid, node.heading) for node in law.divisions()] == [
        ("part_1", "De l'objet"),
        ("part_2", "Des devoirs"),
    ]
    assert [node.eid for node in law.by_eid["art_L100-1"].walk()][1:] == [
        "art_L100-1__para_I",
        "art_L100-1__para_I__item_1",
        "art_L100-1__para_I__item_2",
        "art_L100-1__para_II",
    ]
    assert law.remainder == ("Fait à Paris, le 5 mai 2024.",)
