"""The rule of claims: a card has its check, a check its card, and each condition of the check has words."""

from dlnotes.site.products import claims
from dlnotes.site.project import BuildError, Project, UnknownSlug
from dlnotes.site.published import Generated
from dlnotes.site.sources.claims import Card, cards


def check(project: Project) -> None:
    """BuildError names the first card or check that breaks the rule, and its place."""
    known, checks, generated = cards(project), claims.registered(project), Generated.of(project)
    evidence = {
        "snippet": {path.name for path in project.snippets()},
        "lab": project.labs(),
        "figure": project.figures(),
    }
    for slug, card in known.items():
        check_card(card, checks, evidence, generated.claims.get(slug, {}).get("tested"))
    for slug, registered in checks.items():
        if slug not in known:
            raise BuildError(f"{registered.where}claim {slug}: no page has its card")


def check_card(card: Card, checks: dict, evidence: dict, tested: dict | None) -> None:
    """A card against the checks, what else there is to look at, and the conditions tested (None: not yet)."""
    if card.by_citation and card.slug in checks:
        raise BuildError(
            f"{card.where}nothing runs for a citation, but {checks[card.slug].where}it has a check"
        )
    claims.experiment_of(card, checks)
    for kind, name in card.see.items():
        if name not in evidence[kind]:
            raise UnknownSlug(kind, name, evidence[kind], card.where)
    if tested is None:
        return
    for slug in tested.keys() - card.conditions.keys():
        raise BuildError(f"{card.where}the check tests the condition {slug!r}, which has no words here")
    for slug in card.conditions.keys() - tested.keys():
        raise UnknownSlug("condition of the check", slug, tested, card.where)
