"""What the engine makes of a case, and packs, as the plain data of the command line's --json."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.adopted import outdated_findings
from commonweal.exchange.challenge_report.data import challenge_data
from commonweal.exchange.report.data import answer_data, finding_data, jsonable, proposals_data
from commonweal.exchange.report.packs_text import pack_data
from commonweal.frameworks import Pack
from commonweal.record.errors import CommonwealError, MisuseError
from commonweal_web.accounts.models import Organisation
from commonweal_web.challenge.queries import Challenged, case_challenge, challenged, version_challenged
from commonweal_web.design.queries import Designed, designed, missing_parts, packs_of, say_error, why_not
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import newest_document
from commonweal_web.publication.queries.checks import CheckLine, design_findings
from commonweal_web.publication.queries.reasons import draft_reasons, shown_reasons
from commonweal_web.publication.queries.standing import Standing


class NotDesigned(Exception):
    """The case is not described far enough, or something in it stands in the way; `lacks` says each in a sentence."""

    def __init__(self, lacks: list[str]) -> None:
        super().__init__(" ".join(lacks))


# --- packs ----------------------------------------------------------------------------------------


def packs_list(organisation: Organisation) -> list[dict[str, Any]]:
    """Every edition at hand, with how much each holds."""
    return [_counted(pack) for pack in packs_of(organisation).editions]


def _counted(pack: Pack) -> dict[str, Any]:
    data = pack_data(pack)
    holds = {name: data[name] for name in data if isinstance(data[name], int)}
    return {name: value for name, value in data.items() if name not in holds} | {"holds": holds}


def pack_whole(organisation: Organisation, name: str, edition: str) -> dict[str, Any]:
    """An edition and all that it holds; of licensed values the digest and how many there are. Raises MisuseError."""
    pack = packs_of(organisation).get(name, edition)
    head, data = _counted(pack), pack_data(pack, whole=True)
    return head | {"contents": {part: data[part] for part in head["holds"] if not isinstance(data[part], int)}}


def pack_criteria(organisation: Organisation, name: str, edition: str) -> list[dict[str, Any]]:
    """The criteria of an edition, each with its code."""
    contents = pack_whole(organisation, name, edition)["contents"]
    return [{"code": code, **criterion} for code, criterion in contents.get("criteria", {}).items()]


# --- proposals ------------------------------------------------------------------------------------


def proposals_of(case: Case) -> dict[str, Any]:
    """The three proposals of a case, as `commonweal design --json` gives them."""
    found = _ready(case)
    return proposals_data(found.ready.proposals, of_case=_outdated(found))


def why_not_of(case: Case, option: str, code: str) -> dict[str, Any]:
    """Where a criterion stands in an option, as `commonweal design --why-not --json` gives it; nothing is solved anew.

    Raises MisuseError where the criterion is not on the menu.
    """
    return why_not(_ready(case), code, option).data()


def _ready(case: Case) -> Designed:
    found = designed(case)
    if found.design is None:
        lacks = [each for each in missing_parts(found.document) if each] or [found.problem]
        raise NotDesigned(lacks or [_("The procurement is not described far enough.")])
    return found


def _outdated(found: Designed) -> Any:
    opened = found.document.opened
    return outdated_findings(found.case, opened.newest_scheme) if opened else ()


def adopted_scheme(case: Case, number: int) -> dict[str, Any] | None:
    """What an adopted scheme says; None where there is none of that number."""
    from commonweal.exchange.case_file.writing import plain_data

    opened = newest_document(case).opened
    found = next((each for each in opened.schemes if each.version == number), None) if opened else None
    return jsonable(plain_data(found.scheme)) if found else None


# --- challenges -----------------------------------------------------------------------------------


def challenge_of(case: Case, option: str) -> dict[str, Any]:
    """The challenge of a proposal, as `commonweal challenge --option --json` gives it. Raises NotDesigned."""
    _ready(case)
    return _challenge(lambda: challenged(case, option)) or {}


def challenge_of_version(case: Case, number: int) -> dict[str, Any] | None:
    """The challenge of an adopted scheme; None where there is none of that number. Raises NotDesigned."""
    return _challenge(lambda: version_challenged(case, number))


def _challenge(find: Callable[[], Challenged | None]) -> dict[str, Any] | None:
    try:
        asked = find()
        return jsonable(challenge_data(case_challenge(asked))) if asked else None
    except CommonwealError as error:
        raise NotDesigned([say_error(error)]) from error


# --- checks ---------------------------------------------------------------------------------------


def check_values(line: CheckLine) -> dict[str, Any]:
    """A check as `--json` gives it, with every question and the answer given so far."""
    data = answer_data(line.answer)
    data["questions"] = [
        {
            "key": each.key,
            "question": each.words,
            "type": each.type,
            "answer": jsonable(each.answer),
            "open": each.is_open,
        }
        for each in line.questions
    ]
    data["stops_design"] = line.answer.blocks_design
    data["stops_publication"] = line.answer.blocks_publication
    data["adopts_reasons"] = line.adopts_reasons
    data["assigned_to"] = line.task.person.key if line.task else None
    data["due_on"] = line.task.due_on if line.task else None
    return data


def check_whole(standing: Standing, line: CheckLine) -> dict[str, Any]:
    """One check with why it is asked, and the drafts that a person would adopt."""
    rule = line.rule
    return check_values(line) | {
        "condition": rule.condition,
        "why": rule.why,
        "reasons": [
            {"criterion": each.title, "stage": each.stage, "text": each.text}
            for each in draft_reasons(standing, line.name)
        ],
        "reasons_digits": shown_reasons(standing, line.name),
    }


def findings_values(standing: Standing) -> list[dict[str, Any]]:
    return [finding_data(each) for each in design_findings(standing)]


__all__ = ["MisuseError"]
