"""What was adopted hangs together: each scheme with its file, its decision, and the case that it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.record.digest import digest
from commonweal.record.errors import AlteredEdition
from commonweal.record.finding import Finding, Severity


def scheme_name(number: int) -> str:
    """The file of a version, in the case's folder."""
    return f"schemes/v{number:03}.yaml"


def adopted_words(version: SchemeVersion | None) -> str:
    """Which scheme was adopted, by whom and when, in a sentence; empty where none was."""
    if version is None:
        return ""
    on = version.adopted_on
    return (
        f"Scheme {version.version}, the {version.scheme.option} one, was adopted by {version.adopted_by} on "
        f"{on.day} {on:%B %Y}: {version.reason}"
    )


def basis_digest(case: Case) -> str:
    """The digest of what a scheme is made from: procurement, importance, quality and decisions.

    Answers are not in it: they go on being given after adoption.
    """
    decisions = tuple(each for each in case.decisions if each.kind is not DecisionKind.ADOPT)
    return digest(
        {
            "procurement": case.procurement,
            "importance": case.importance,
            "quality": case.quality,
            "decisions": decisions,
        }
    )


def check_adoptions(
    versions: Mapping[str, SchemeVersion], case: Case, *, place: Callable[..., str], shown: Callable[[str], str]
) -> None:
    """Refuse schemes that do not run from 1 without a gap, or do not match the decisions that adopted them.

    `versions` are by file, in order; `place` tells a line of case.yaml, `shown` a file of the case.
    """
    for number, (name, version) in enumerate(versions.items(), start=1):
        if name != scheme_name(number) or version.version != number or version.parent != (number - 1 or None):
            raise AlteredEdition(
                f"Schemes run from 1 without a gap, and this is not number {number} after {number - 1}.",
                where=shown(name),
                remedy="Restore the files of schemes/ from your copies: none is renamed or removed.",
            )
    adopted = [(index, each) for index, each in enumerate(case.decisions) if each.kind is DecisionKind.ADOPT]
    for number, ((index, decision), version) in enumerate(zip(adopted, versions.values(), strict=False), start=1):
        if not _matches(decision, version):
            raise AlteredEdition(
                f"The decision that adopts scheme {number} is not of the scheme in {scheme_name(number)}.",
                where=place("decisions", index),
                remedy="Restore whichever was changed from your copies; a change is a new version.",
            )
    if len(adopted) > len(versions):
        missing = len(versions) + 1
        raise AlteredEdition(
            f"Scheme {missing} was adopted, and {scheme_name(missing)} is not here.",
            where=place("decisions", adopted[missing - 1][0]),
            remedy="Restore it from your copies.",
        )
    if len(versions) > len(adopted):
        missing = len(adopted) + 1
        raise AlteredEdition(
            f"No decision in case.yaml adopts scheme {missing}.",
            where=shown(scheme_name(missing)),
            remedy="Restore the decision, or remove this file if its adoption was never finished.",
        )


def _matches(decision: Decision, version: SchemeVersion) -> bool:
    said = (decision.value, decision.subject, decision.by, decision.on)
    return said == (version.digest, version.scheme.option, version.adopted_by, version.adopted_on)


def outdated_findings(case: Case, newest: SchemeVersion | None) -> tuple[Finding, ...]:
    """A warning where the case is no longer what the newest scheme was made from."""
    if newest is None or newest.made_from == basis_digest(case):
        return ()
    return (
        Finding(
            code="scheme-outdated",
            severity=Severity.WARNING,
            where=scheme_name(newest.version),
            message=f"The case has changed since scheme {newest.version} was adopted.",
            remedy="Design and adopt again.",
        ),
    )
