"""Stating what a forecast is made from: a first set, one belief otherwise, a whole file. One transaction, one event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.forecast_editing import stated_at, with_belief
from commonweal.exchange.case_file.forecast_file import belief_data
from commonweal.exchange.case_file.forecast_starting import first_text
from commonweal.forecast.inputs import StatedBelief
from commonweal.record.errors import CommonwealError, MisuseError
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.design.queries import design_of
from commonweal_web.forecast.queries import Forecasting, fault_of, forecasting, inputs_of, live_forecast
from commonweal_web.procurements.actions import Overtaken, acting, add_version
from commonweal_web.procurements.models import Case, CaseVersion
from commonweal_web.procurements.translate.wording import plain_message

PART = "forecast"
MAXIMUM_INPUTS = 1_000_000  # characters


class Refused(Exception):
    """What was asked for is not done: one sentence, and nothing was changed."""


def begin_forecast(case: Case, *, by: User) -> tuple[str, ...]:
    """A first set of wide beliefs, from the adopted scheme or else the balanced proposal; what was left out of it.

    Raises Refused where there is a forecast already, or none can be begun.
    """
    found = forecasting(case)
    if found.missing:
        raise Refused(found.missing[0])
    text, notes, beliefs = _first(found)
    with acting(case, Permission.EDIT_CASE, by=by) as locked:
        newest = locked.versions.get(number=locked.version)
        if newest.forecast:
            raise Refused(_("There is a forecast already: it is not overwritten. Change its beliefs instead."))
        _write(locked, newest, text, "forecast-started", by=by, facts={"beliefs": beliefs})
    case.version = locked.version
    return notes


def _first(found: Forecasting) -> tuple[str, tuple[str, ...], int]:
    opened = found.document.opened
    assert opened is not None
    try:
        adopted = opened.newest_scheme
        balanced = None if adopted else design_of(opened.case, found.packs).proposals.option("balanced").scheme
        text, first = first_text(opened, packs=found.packs, balanced=balanced)
    except CommonwealError as error:
        raise Refused(plain_message(error)) from error
    return text, first.notes, len(first.inputs.beliefs)


def keep_belief(case: Case, name: str, stated: StatedBelief, *, based_on: int, by: User) -> CaseVersion:
    """State one belief otherwise, as one new version.

    `based_on` is the version that the person saw: where a later one changed this belief, nothing is saved and Overtaken
    tells of both. Raises MisuseError where the belief is gone.
    """
    with acting(case, Permission.EDIT_CASE, by=by) as locked:
        newest = locked.versions.get(number=locked.version)
        _refuse_overtaken(locked, newest, name, stated, based_on)
        text = with_belief(newest.forecast, name, stated) if newest.forecast else ""
        if not text:
            raise MisuseError(_("The forecast has been taken out since you opened this page."))
        if text == newest.forecast:
            return newest
        version = _write(locked, newest, text, "belief-changed", by=by, facts={"belief": name[:200]})
    case.version = locked.version
    return version


def _refuse_overtaken(case: Case, newest: CaseVersion, name: str, stated: StatedBelief, based_on: int) -> None:
    seen = case.versions.filter(number=based_on).first() if based_on != case.version else None
    if seen is None or not (seen.forecast and newest.forecast):
        return
    before, now, mine = stated_at(seen.forecast, name), stated_at(newest.forecast, name), belief_data(stated)
    if now is not None and now not in (before, mine):
        path = ("beliefs", name)
        raise Overtaken(theirs=newest, parts={path: mine}, conflicts=(path,))


def replace_inputs(case: Case, text: str, *, based_on: int, by: User) -> CaseVersion:
    """Take a whole forecast/inputs.yaml in place of what is there.

    Raises Refused for what cannot be read or computed, and Overtaken where somebody changed the forecast meanwhile.
    """
    if len(text) > MAXIMUM_INPUTS:
        raise Refused(_("The file is longer than a million characters: shorten it."))
    _refuse_unsound(forecasting(case), text)
    with acting(case, Permission.EDIT_CASE, by=by) as locked:
        newest = locked.versions.get(number=locked.version)
        seen = locked.versions.filter(number=based_on).first()
        if seen is not None and seen.forecast not in {newest.forecast, text}:
            raise Overtaken(theirs=newest, parts={(PART,): text}, conflicts=((PART,),))
        if newest.forecast == text:
            return newest
        version = _write(locked, newest, text, "forecast-replaced", by=by, facts={})
    case.version = locked.version
    return version


def _refuse_unsound(found: Forecasting, text: str) -> None:
    if found.missing:
        raise Refused(found.missing[0])
    try:
        inputs = inputs_of(text)
    except CommonwealError as error:
        raise Refused(plain_message(error)) from error
    try:
        live_forecast(found.with_inputs(inputs, text))
    except CommonwealError as error:
        raise Refused(fault_of(error, text)) from error


def _write(case: Case, newest: CaseVersion, text: str, kind: str, *, by: User, facts: Mapping[str, Any]) -> CaseVersion:
    version = add_version(case, newest.text, part=PART, by=by, forecast=text)
    told = {**facts, "version": version.number, "digest": version.digest}
    record_event(kind, by=by.key, chain=case.chain, facts=told)
    return version
