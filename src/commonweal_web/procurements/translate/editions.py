"""Which edition of the social value model holds for a document, as far as it has been described."""

from __future__ import annotations

from functools import lru_cache

from commonweal.design.candidates import menu_pack
from commonweal.frameworks.applicability import applicable_edition
from commonweal.record.errors import CommonwealError
from commonweal_web.procurements.translate import choices
from commonweal_web.procurements.translate.document import draft_case


@lru_cache(maxsize=64)
def outcomes_that_hold(text: str) -> tuple[choices.Named, ...]:
    """The outcomes of the edition that binds, is chosen, or is the one of the day; none where that cannot be told."""
    if not text:
        return ()
    packs = choices.shipped_packs()
    try:
        case = draft_case(text)
        edition = menu_pack(case, applicable_edition(case, packs=packs), packs)
    except CommonwealError:
        return ()
    of = edition.head.title if edition else ""
    named = edition.outcomes.items() if edition else ()
    return tuple(choices.Named(name=name, title=outcome.title, of=of) for name, outcome in named)
