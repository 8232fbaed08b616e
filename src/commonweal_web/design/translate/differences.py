"""What would become of each option, and what differs between two schemes, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.design import OptionDifference
from commonweal.exchange.report.difference import difference_lines, summarise_difference
from commonweal.procurement.case import Case
from commonweal.scheme.scheme import Scheme
from commonweal.scheme.versions import SchemeChange, compare_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What would become of one option: in a sentence, and line by line with its sign."""

    title: str
    summary: str
    lines: tuple[tuple[str, str], ...]


def say_changes(options: Sequence[OptionDifference], case: Case) -> tuple[Changed, ...]:
    titles = case.procurement.stage_titles
    return tuple(
        Changed(
            title=each.option.capitalize(),
            summary=summarise_difference(each),
            lines=tuple(difference_lines(each, titles)),
        )
        for each in options
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDifference:
    """What differs between two schemes, as a page shows it. `edition`: the earlier and the later, where they differ."""

    edition: tuple[str, str] | None
    changes: tuple[SchemeChange, ...]

    @property
    def nothing(self) -> bool:
        return not (self.edition or self.changes)

    @property
    def in_and_out(self) -> tuple[SchemeChange, ...]:
        return tuple(each for each in self.changes if each.comes_or_goes)

    @property
    def weightings(self) -> tuple[SchemeChange, ...]:
        return tuple(each for each in self.changes if each.of_weighting)

    @property
    def texts(self) -> tuple[SchemeChange, ...]:
        return tuple(each for each in self.changes if not (each.comes_or_goes or each.of_weighting))


def difference_between(before: Scheme, after: Scheme) -> SchemeDifference:
    """What differs between two schemes of one procurement, but for the reasons behind them."""
    edition = (before.edition, after.edition) if before.edition != after.edition else None
    return SchemeDifference(edition=edition, changes=compare_versions(before, after))
