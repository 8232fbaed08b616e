"""The table of shipped examples: what each shows, from what the design makes of it."""

from __future__ import annotations

from pathlib import Path

from commonweal.design import SchemeProposal, propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.exchange.report.words import say_percent, say_structure
from commonweal.frameworks import load_packs
from commonweal.frameworks.applicability import Applicability, Standing
from commonweal.procurement import Procurement
from commonweal.quantities.period import describe_months
from commonweal.record.text import first_upper
from generators.pages import ROOT, Written, put_between, table

PAGE = "docs/tutorials/examples.md"
HEADS = (
    "Example",
    "Stages",
    "Awards and regime",
    "Edition",
    "Scored, balanced scheme",
    "Asked for without marks",
    "Too early, so later",
    "Prompts",
)


def example_page() -> Written:
    rows = [_row(folder) for folder in example_folders()]
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    return Written(texts={PAGE: put_between(text, "examples", "\n".join(table(HEADS, rows)) + "\n")})


def example_folders() -> list[Path]:
    """Every shipped case, in order of its name."""
    return sorted(file.parent for file in (ROOT / "examples").rglob("case.yaml"))


def _row(folder: Path) -> list[str]:
    case = open_case(folder).case
    proposals = propose_schemes(case, packs=load_packs())
    balanced = proposals.option("balanced")
    asked = {each.code for each in balanced.scheme.contract}
    return [
        f"`{folder.relative_to(ROOT / 'examples').as_posix()}`",
        _stages(case.procurement),
        f"{first_upper(say_structure(case.procurement))}, {case.procurement.regime.kind.words}",
        _edition(proposals.applicability),
        _scored(balanced),
        str(len(asked)) if asked else "nothing",
        _deferred(balanced),
        str(len(balanced.prompts)),
    ]


def _stages(procurement: Procurement) -> str:
    return "; ".join(
        f"{stage.kind.value}, {describe_months(stage.months)}"
        + (f", £{stage.funding.amount:,.0f}" if stage.funding else "")
        + (f" × {stage.contracts}" if stage.contracts > 1 else "")
        for stage in procurement.contract_stages
    )


def _edition(applicability: Applicability) -> str:
    label = applicability.pack.head.code_label if applicability.pack else ""
    return {
        Standing.BINDS: f"{label} binds",
        Standing.CHOSEN: f"{label} by choice",
        Standing.NONE: "none binds",
        Standing.UNKNOWN: "unknown, and it says why",
    }[applicability.standing]


def _scored(proposal: SchemeProposal) -> str:
    """What carries marks at each award decision."""
    awards = proposal.scheme.awards
    parts = []
    for award in awards:
        things = [f"{each.title} {say_percent(each.weighting)}" for each in award.social_value if each.weighting]
        where = f"{award.title}: " if len(awards) > 1 else ""
        parts.append(f"{where}{', '.join(things) or 'nothing'}")
    return "; ".join(parts)


def _deferred(proposal: SchemeProposal) -> str:
    return "; ".join(dict.fromkeys(each.title for each in proposal.scheme.deferrals)) or "–"
