"""French law: what must be told of a change, and what must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from languages import is_sentence, report, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]

LABEL = "Article {}\n"
# Articles that stay the same on both sides, so that a pair of texts is a law and not two loose sentences.
FRAME = (
    "La présente loi règle les visites guidées dans la zone modèle.",
    "Elle s'applique aux visites payantes et gratuites dans la zone modèle.",
    "La zone modèle entretient un bureau pour les relations courantes.",
)

BASE = "L'organisateur publie le programme des visites."

MUST_FIRE: Mapping[str, Row] = {
    "a ban is added": (
        (BASE,),
        (f"{BASE} Il ne peut communiquer les photographies des visiteurs à des entreprises de publicité.",),
        (("prohibition_added", "tightened"),),
    ),
    "a ban is dropped": (
        (f"{BASE} Il ne peut communiquer les photographies des visiteurs à des entreprises de publicité.",),
        (BASE,),
        (("prohibition_removed", "relaxed"),),
    ),
    "a ban in the passive": (
        (BASE,),
        (f"{BASE} La revente des photographies de visiteurs mineurs est interdite.",),
        (("prohibition_added", "tightened"),),
    ),
    "a ban is qualified": (
        ("L'organisateur ne peut publier les photographies des visiteurs.",),
        ("L'organisateur ne peut publier les photographies des visiteurs sans leur consentement.",),
        (("prohibition_qualified", "relaxed"),),
    ),
    "a ban on an authority": (
        (BASE,),
        (f"{BASE} L'autorité compétente ne peut divulguer les secrets des organisateurs.",),
        (
            ("prohibition_added", "relaxed"),
            ("official_duty_added", "relaxed"),
        ),
    ),
    "a duty with doit": (
        (BASE,),
        (f"{BASE} Il doit avertir les visiteurs des dangers du chemin.",),
        (("obligation_added", "tightened"),),
    ),
    "a duty with être tenu": (
        (BASE,),
        (f"{BASE} L'organisateur est tenu de souscrire une assurance de responsabilité.",),
        (("obligation_added", "tightened"),),
    ),
    "a duty is dropped": (
        (f"{BASE} Il doit consigner par écrit chaque changement de parcours.",),
        (BASE,),
        (("obligation_removed", "relaxed"),),
    ),
    "a duty after a condition": (
        (BASE,),
        (f"{BASE} En cas d'accident, l'organisateur doit fermer immédiatement le chemin concerné.",),
        (("obligation_added", "tightened"),),
    ),
    "a duty becomes a permission": (
        ("L'organisateur doit accompagner séparément les enfants pendant la visite.",),
        ("L'organisateur peut accompagner séparément les enfants pendant la visite.",),
        (("modality_softened", "relaxed"),),
    ),
    "a duty of result becomes one of means": (
        ("L'organisateur doit garantir l'éclairage des chemins de visite.",),
        ("L'organisateur doit prendre les mesures appropriées pour garantir l'éclairage des chemins de visite.",),
        (("modality_softened", "relaxed"),),
    ),
    "stronger measures": (
        ("L'organisateur doit prendre des mesures appropriées pour l'éclairage des chemins.",),
        ("L'organisateur doit prendre des mesures efficaces pour l'éclairage des chemins.",),
        (("modality_hardened", "tightened"),),
    ),
    "a shorter limit": (
        ("L'organisateur doit répondre aux réclamations dans un délai de trois mois.",),
        ("L'organisateur doit répondre aux réclamations dans un délai d'un mois.",),
        (("deadline_changed", "tightened"),),
    ),
    "a limit is added": (
        ("L'organisateur doit répondre aux réclamations.",),
        ("L'organisateur doit répondre aux réclamations dans les quinze jours.",),
        (("deadline_added", "tightened"),),
    ),
    "a limit for promptness": (
        ("L'organisateur doit signaler les accidents dans un délai de deux jours.",),
        ("L'organisateur doit signaler les accidents sans délai.",),
        (("deadline_removed", "relaxed"),),
    ),
    "longer to keep": (
        ("L'organisateur doit conserver le registre pendant au moins six mois.",),
        ("L'organisateur doit conserver le registre pendant au moins deux ans.",),
        (("deadline_changed", "tightened"),),
    ),
    "a higher fine": (
        ("Le défaut de carte est puni d'une amende de dix mille euros.",),
        ("Le défaut de carte est puni d'une amende de 15 000 euros.",),
        (("penalty_changed", "tightened"),),
    ),
    "another sanction": (
        ("Le défaut de carte est puni d'une amende de dix mille euros.",),
        ("Le défaut de carte est puni d'un emprisonnement d'un an et d'une amende de dix mille euros.",),
        (("penalty_added", "tightened"),),
    ),
    "a way out": (
        ("L'organisateur doit afficher un plan du parcours.",),
        ("L'organisateur doit afficher un plan du parcours, sauf si la visite dure moins d'une heure.",),
        (("exemption_added", "relaxed"),),
    ),
    "somebody let off": (
        (BASE,),
        (f"{BASE} Les écoles sont dispensées de cette publication.",),
        (("exemption_added", "relaxed"),),
    ),
    "a rule does not apply": (
        ("L'organisateur doit afficher un plan.",),
        ("L'organisateur doit afficher un plan. Cet article ne s'applique pas aux visites des écoles.",),
        (("exemption_added", "neutral"),),
    ),
    "a threshold": (
        ("Les organisateurs employant plus de 50 salariés doivent désigner un correspondant.",),
        ("Les organisateurs employant plus de vingt salariés doivent désigner un correspondant.",),
        (
            ("threshold_changed", "tightened"),
            ("obligation_modified", "neutral"),
        ),
    ),
    "the day of effect": (
        ("La présente loi entre en vigueur le 1er janvier 2030.",),
        ("La présente loi entre en vigueur le 1er juillet 2030.",),
        (("effective_date", "neutral"),),
    ),
    "a limit whose actor is not named": (
        (BASE,),
        (f"{BASE} La décision est rendue dans un délai de trois mois.",),
        (("deadline_added", "neutral"),),
    ),
    "a list of duties": (
        (BASE,),
        (f"{BASE} L'organisateur doit :\n1° Éclairer les chemins ;\n2° Compter les visiteurs.",),
        (("obligation_added", "tightened"),),
    ),
    "a licence": (
        (BASE,),
        (f"{BASE} L'ouverture de visites nocturnes est soumise à autorisation.",),
        (
            ("obligation_added", "tightened"),
            ("licence_filing_added", "tightened"),
        ),
    ),
    "a right": (
        (BASE,),
        (f"{BASE} Tout visiteur peut présenter une réclamation au bureau de la zone.",),
        (("procedural_right_added", "tightened"),),
    ),
    "a definition": (
        (BASE,),
        (
            BASE,
            "On entend par « visiteur » toute personne qui prend part à une visite.",
        ),
        (("definition_added", "neutral"),),
    ),
    "another law": (
        ("Les contrats relèvent du code de la consommation.",),
        ("Les contrats relèvent du code du tourisme.",),
        (("cross_reference_changed", "neutral"),),
    ),
}

MUST_STAY_SILENT: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a right told as a must": (
        (BASE,),
        (f"{BASE} Tout visiteur doit pouvoir consulter le plan.",),
    ),
    "a ban that binds the State": (
        (BASE,),
        (f"{BASE} Nul ne peut être arbitrairement détenu dans les locaux.",),
    ),
    "the use of fines": (
        (BASE,),
        (f"{BASE} Le produit des amendes est affecté à la commune.",),
    ),
    "only so": (
        (BASE,),
        (f"{BASE} Il ne peut modifier le parcours que par écrit.",),
    ),
    "a limit of an amount, no ban": (
        (BASE,),
        (f"{BASE} Le prix ne peut excéder le tarif affiché.",),
    ),
    "the same number in digits": (
        ("L'organisateur doit répondre aux réclamations dans un délai de trois mois.",),
        ("L'organisateur doit répondre aux réclamations dans un délai de 3 mois.",),
    ),
    "the same fine in digits": (
        ("Le défaut de carte est puni d'une amende de dix mille euros.",),
        ("Le défaut de carte est puni d'une amende de 10 000 euros.",),
    ),
    "a relative clause": (
        (BASE,),
        (f"{BASE} Le parcours qui doit rester fermé figure au programme.",),
    ),
    "a subordinate clause": (
        (BASE,),
        (f"{BASE} Les plans que les guides doivent porter figurent au programme.",),
    ),
    "a pronoun in a subordinate clause": (
        (BASE,),
        (f"{BASE} Le programme indique les lieux dont il doit rendre compte.",),
    ),
    "no duty": (
        (BASE,),
        (f"{BASE} Les écoles font les visites avec leurs propres guides.",),
    ),
    "a term of prison is no limit": (
        ("La fraude est punie de deux ans d'emprisonnement.",),
        ("La fraude est punie de trois ans d'emprisonnement.",),
    ),
    "recourse to a thing": (
        (BASE,),
        (f"{BASE} Le recours à des guides saisonniers figure au programme.",),
    ),
    "how to read it": (
        (BASE,),
        (f"{BASE} Le silence est réputé valoir accord du bureau.",),
    ),
    "a wait is no limit": (
        (BASE,),
        (f"{BASE} Une nouvelle visite commence après un délai de deux jours.",),
    ),
    "a moved duty": (
        (
            "L'organisateur doit consigner par écrit chaque changement de parcours. La visite part de la porte.",
            "Le chemin finit au marché.",
        ),
        (
            "La visite part de la porte.",
            "Le chemin finit au marché. L'organisateur doit consigner par écrit chaque changement de parcours.",
        ),
    ),
    "another apostrophe": (
        ("L'organisateur doit avertir les visiteurs des dangers du chemin.",),
        ("L’organisateur doit avertir les visiteurs des dangers du chemin.",),
    ),
}


@pytest.mark.parametrize("row", MUST_FIRE.values(), ids=MUST_FIRE.keys())
def test_a_change_is_told_with_its_kind_and_direction_in_a_whole_sentence(row: Row) -> None:
    old, new, expected = row
    made = report(LABEL, FRAME, old, new)
    found = told(made)
    assert made.new.language == "fr"
    assert tuple((each.kind, each.direction) for each in found) == expected
    assert all(is_sentence(each.sentence) for each in found), [each.sentence for each in found]


@pytest.mark.parametrize("row", MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT.keys())
def test_what_is_no_change_or_cannot_be_read_off_is_not_told(row: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    made = report(LABEL, FRAME, *row)
    assert made.new.language == "fr"
    assert made.changes != ()
    assert told(made) == []
