"""One published notice reviewed: what it says, what it asks, what is remarked, and what would fit at its stage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonweal.design import Proposals, propose_schemes
from commonweal.design.candidates import offered_packs
from commonweal.frameworks.applicability import Applicability
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.procurement.notice import Notice
from commonweal.procurement.valuation import Valuation
from commonweal.record.errors import CommonwealError
from commonweal.record.finding import Finding
from commonweal.review.asking import AskedLot
from commonweal.review.facts import Fact, gather_facts
from commonweal.review.notice_kinds import NoticeMoment
from commonweal.review.remarks import Context, make_context, remark_on
from commonweal.review.surviving import Survival, fitting_at_any_size

if TYPE_CHECKING:  # what challenges loads numpy and SciPy, and a table of notices need not wait for that
    from commonweal.review.challenging import NoticeChallenge

# A full stop after a word or a closing sign: not that of an initial, a section or a number.
_SENTENCE_END = re.compile(r"(?<=[a-z’)%]\.)\s(?=[A-Z‘])")
_NOTHING = "Nothing in this notice calls for a remark at its stage."


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A notice held against what fits. `findings` come in order of harm.

    `survivals` are by measure. `proposals` is None where no scheme was asked for or none can be proposed;
    `no_proposal` then says why, and `any_size` names what can be asked for at the stage whatever the value.
    `challenge` is None where it was not asked for.
    """

    notice: Notice
    moment: NoticeMoment
    facts: tuple[Fact, ...]
    lots: tuple[AskedLot, ...]
    survivals: Mapping[str, Survival]
    findings: tuple[Finding, ...]
    case: Case | None
    applicability: Applicability | None
    valuation: Valuation | None
    proposals: Proposals | None
    no_proposal: str = ""
    any_size: tuple[str, ...] = ()
    attribution: str = ""
    challenge: NoticeChallenge | None = None

    @property
    def sentence(self) -> str:
        """The finding first: the first sentence of the most harmful remark, else that there is none."""
        return _SENTENCE_END.split(self.findings[0].message, maxsplit=1)[0] if self.findings else _NOTHING


def review_notice(notice: Notice, *, packs: Packs, fit: bool = True, challenge: bool = False) -> Review:
    """Review one notice. Without `fit` no scheme is proposed, which takes most of the time.

    With `challenge` it also tells how the notice would be bid for.
    """
    return review_context(make_context(notice, packs=packs), fit=fit, challenge=challenge)


def review_context(context: Context, *, fit: bool = True, challenge: bool = False) -> Review:
    """As `review_notice`, where the notice has already been read for remarks."""
    proposals, why_none = _propose(context) if fit else (None, "")
    return Review(
        notice=context.notice,
        moment=context.moment,
        facts=gather_facts(context),
        lots=context.lots,
        survivals=context.survivals,
        findings=remark_on(context),
        case=context.case,
        applicability=context.applicability,
        valuation=context.valuation,
        proposals=proposals,
        no_proposal=why_none,
        any_size=_any_size(context) if fit and proposals is None else (),
        attribution=context.pack.head.attribution,
        challenge=_challenge(context) if challenge else None,
    )


def _challenge(context: Context) -> NoticeChallenge:
    from commonweal.review.challenging import challenge_notice

    return challenge_notice(context)


def _propose(context: Context) -> tuple[Proposals | None, str]:
    """The three schemes; or why there are none."""
    if context.case is None:
        return None, context.undrafted
    if not context.sized:
        return None, context.undrafted
    try:
        return propose_schemes(context.case, packs=context.packs), ""
    except CommonwealError as error:
        return None, error.message


def _any_size(context: Context) -> tuple[str, ...]:
    if context.case is None or context.applicability is None:
        return ()
    menu = offered_packs(context.case, context.applicability, context.packs)
    return fitting_at_any_size(context.case, menu, context.settings)
