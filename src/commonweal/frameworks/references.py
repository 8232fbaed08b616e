"""References lead somewhere: inside a pack, and from one pack to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.titles import criterion_titles
from commonweal.frameworks.yaml_file import YamlFile
from commonweal.record.errors import UnreadableInput


def check_inside(pack: Pack, files: Mapping[str, YamlFile]) -> None:
    """References within a pack lead somewhere, and nothing is left over."""

    def refuse(path: str, what: str, known: Iterable[str]) -> NoReturn:
        remedy = f"The pack has {', '.join(sorted(known)[:12])}." if known else ""
        raise UnreadableInput(f"{what} is not in this pack.", where=files[path].name, remedy=remedy)

    for code, criterion in pack.criteria.items():
        path = f"criteria/{code}.yaml"
        if criterion.outcome not in pack.outcomes:
            refuse(path, f"The outcome '{criterion.outcome}' of criterion {code}", pack.outcomes)
        for measure in criterion.measures:
            if measure not in pack.measures:
                refuse(path, f"The measure '{measure}' of criterion {code}", pack.measures)
        scale = pack.scales.get(pack.head.scale)
        if criterion.levels and scale and set(criterion.levels) != {str(level.points) for level in scale.levels}:
            points = ", ".join(str(level.points) for level in scale.levels)
            raise UnreadableInput(
                f"The levels of criterion {code} are not those of the scale, {points}.", where=files[path].name
            )
    for code, named in pack.names.items():
        if named.outcome not in pack.outcomes:
            refuse("names.yaml", f"The outcome '{named.outcome}' of criterion {code}", pack.outcomes)
    if pack.head.scale and pack.head.scale not in pack.scales:
        refuse("pack.yaml", f"The scale '{pack.head.scale}'", pack.scales)
    _check_measures(pack, files)
    _check_by_name(pack, files)


def _check_measures(pack: Pack, files: Mapping[str, YamlFile]) -> None:
    used = {measure for criterion in pack.criteria.values() for measure in criterion.measures}
    for measure in pack.measures:
        if measure not in used:
            raise UnreadableInput(
                f"The measure '{measure}' serves no criterion.",
                where=files[f"measures/{measure}.yaml"].name,
                remedy="Name it in a criterion's measures, or remove it.",
            )


def _check_by_name(pack: Pack, files: Mapping[str, YamlFile]) -> None:
    """An edition is held by name or in full, never half."""
    if pack.head.by_name_only and (pack.criteria or pack.head.applies or pack.head.rules):
        raise UnreadableInput(
            "A pack held by name only has no criteria, no rules, and nothing of when it applies.",
            where=files["pack.yaml"].name,
            remedy="Name its criteria in names.yaml.",
        )
    if pack.names and not pack.head.by_name_only:
        raise UnreadableInput(
            "Criteria are held by name, and the pack does not say that it is.",
            where=files["names.yaml"].name,
            remedy="Add by_name_only: true to pack.yaml, or write the criteria out.",
        )


def check_references(packs: Packs, places: Mapping[str, str]) -> None:
    """References between packs lead somewhere. `places` says where an overlaid edition is written."""
    for pack in packs.editions:
        for problem in (
            *_homes(pack, packs),
            *_missions(pack, packs),
            *_crosswalks(pack, packs),
            *_prompts(pack, packs),
            *_usual_counts(pack, packs),
        ):
            raise UnreadableInput(problem, where=places.get(pack.name, pack.name))


def _homes(pack: Pack, packs: Packs) -> Iterator[str]:
    for code, criterion in pack.criteria.items():
        for home in criterion.homes:
            homes = [each for each in packs.editions if each.id == home.pack]
            if not any(home.criterion in each.criteria for each in homes):
                yield f"The home {home.pack}/{home.criterion} of criterion {pack.id}/{code} is in no pack at hand."


def _missions(pack: Pack, packs: Packs) -> Iterator[str]:
    missions = {code for each in packs.editions for code in each.missions}
    for code, criterion in pack.criteria.items():
        for mission in criterion.missions:
            if mission.mission not in missions:
                yield f"The mission '{mission.mission}' of criterion {pack.id}/{code} is in no pack at hand."
    outcomes = {f"{each.id}/{code}": outcome for each in packs.editions for code, outcome in each.outcomes.items()}
    for code, tag in pack.missions.items():
        for full in tag.outcomes:
            if full not in outcomes:
                yield f"The outcome '{full}' of mission {pack.id}/{code} is in no pack at hand."
            elif outcomes[full].mission != code:
                yield f"The mission {pack.id}/{code} claims the outcome '{full}', which does not serve it."


def _prompts(pack: Pack, packs: Packs) -> Iterator[str]:
    checks = {name for each in packs.editions for name in each.checks}
    for name, prompt in pack.prompts.items():
        for check in prompt.checks:
            if check not in checks:
                yield f"The check '{check}' that the prompt {pack.id}/{name} helps to meet is in no pack at hand."


def _usual_counts(pack: Pack, packs: Packs) -> Iterator[str]:
    measures = {f"{each.id}/{name}" for each in packs.editions for name in each.measures}
    for name, count in pack.usual_counts.items():
        if count.measure not in measures:
            yield f"The measure '{count.measure}' of the usual count {pack.id}/{name} is in no pack at hand."


def _crosswalks(pack: Pack, packs: Packs) -> Iterator[str]:
    codes = {each.id: set[str]() for each in packs.editions}
    for each in packs.editions:
        codes[each.id] |= set(criterion_titles(each))
    for name, crosswalk in pack.crosswalks.items():
        for side in (crosswalk.earlier, crosswalk.later):
            if side not in codes:
                yield f"The crosswalk {pack.id}/{name} names the pack '{side}', which is not at hand."
                return
        onto = {code for crossing in crosswalk.crossings.values() for code in crossing.onto}
        yield from _strangers(name, set(crosswalk.crossings), codes[crosswalk.earlier], crosswalk.earlier)
        yield from _strangers(name, onto, codes[crosswalk.later], crosswalk.later)
        if left := sorted(codes[crosswalk.earlier] - set(crosswalk.crossings)):
            yield f"The crosswalk {pack.id}/{name} says nothing of {crosswalk.earlier}/{left[0]}."
    for name, kind in pack.homes.items():
        for side, homes in kind.homes.items():
            yield from _strangers(name, set(homes), codes.get(side, set()), side)


def _strangers(name: str, used: set[str], known: set[str], pack_id: str) -> Iterator[str]:
    for code in sorted(used - known):
        yield f"'{name}' names the criterion {pack_id}/{code}, which is in no pack at hand."
