"""What would become of each option, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.design import OptionDifference
from commonweal.exchange.report.difference import difference_lines, summarise_difference
from commonweal.procurement.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What would become of one option: in a sentence, and line by line with its sign."""

    title: str
    summary: str
    lines: tuple[tuple[str, str], ...]


def say_changes(options: Sequence[OptionDifference], case: Case) -> tuple[Changed, ...]:
    titles = {stage.id: stage.title for stage in case.procurement.stages}
    return tuple(
        Changed(
            title=each.option.capitalize(),
            summary=summarise_difference(each),
            lines=tuple(difference_lines(each, titles)),
        )
        for each in options
    )
