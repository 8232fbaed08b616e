"""Where in case.yaml an error of the design lies: the design knows values, not lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from commonweal.exchange.case_file.folder import CaseFolder
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.record.errors import MisuseError, RefusedError
from commonweal.scheme.checks.answers import check_answers


@contextmanager
def placing_errors(opened: CaseFolder, packs: Packs) -> Iterator[None]:
    """An error of what is done inside names the file, and the line of the decision or stage at fault."""
    try:
        yield
    except (MisuseError, RefusedError) as error:
        raise type(error)(
            error.message, where=opened.place(*_fault(opened.case, packs)), remedy=error.remedy
        ) from error


def check_case_answers(opened: CaseFolder, packs: Packs) -> None:
    """Refuse an answer that no check asks for, or of the wrong kind, with its line."""
    for check, answers in opened.case.answers.items():
        for ask in answers:
            alone = replace(opened.case, answers={check: {ask: answers[ask]}})
            check_answers(alone, packs, where=opened.place("answers", check, ask))
        check_answers(replace(opened.case, answers={check: {}}), packs, where=opened.place("answers", check))


def _fault(case: Case, packs: Packs) -> tuple[str | int, ...]:
    """The path of the first stage whose funding cannot be used, else of the first decision that is refused."""
    for index, stage in enumerate(case.procurement.stages):
        if stage.under_contract and (stage.funding is None or stage.funding.currency != "GBP"):
            return ("stages", index, "funding")
    for index in range(len(case.decisions)):
        if _refused(replace(case, decisions=case.decisions[: index + 1]), packs):
            return ("decisions", index)
    return ()


def _refused(case: Case, packs: Packs) -> bool:
    from commonweal.design.groundwork import lay_ground

    try:
        lay_ground(case, packs=packs)
    except (MisuseError, RefusedError):
        return True
    return False


@contextmanager
def placing_inputs(opened: CaseFolder) -> Iterator[None]:
    """An error of the forecast made inside names forecast/inputs.yaml, and the line of what the sentence quotes."""
    from commonweal.exchange.case_file.forecast_file import place_fault

    try:
        yield
    except MisuseError as error:
        file = opened.forecast_file
        if file is None or error.where:
            raise
        path = place_fault(file.data, error.message)
        where = f"{file.name}:{file.line(path)}" if path else file.name
        raise type(error)(error.message, where=where, remedy=error.remedy) from error
