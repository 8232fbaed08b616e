"""What is not as it must be in a service after it was worked with or killed: python truths.py < notes. Prints JSON.

Run with the settings of that service, while nobody works. Each line of the answer is a sentence about one thing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from commonweal.procurement.case import DecisionKind  # noqa: E402
from commonweal_web.audit.models import Event  # noqa: E402
from commonweal_web.audit.queries import find_alterations  # noqa: E402
from commonweal_web.procurements.models import Case, CaseVersion, Comment  # noqa: E402
from commonweal_web.procurements.translate import index_columns, part_of, read_document  # noqa: E402
from commonweal_web.procurements.translate.document import version_digest  # noqa: E402

STARTED = "case-started"


def find_untruths(notes: dict[str, Any]) -> Iterator[str]:
    """Every broken promise, in a sentence."""
    for alteration in find_alterations():
        yield f"The record at {alteration.number}: {alteration.message}"
    for case in Case.objects.all():
        versions = list(case.versions.order_by("number"))
        documents = [read_document(each.text).data for each in versions]
        saves = [each for each in notes.get("saves", ()) if each["case"] == case.reference]
        yield from _wrong_with_versions(case, versions)
        yield from _wrong_with_events(case, versions)
        yield from _wrong_with_columns(case, versions)
        yield from _lost(case, versions, documents, saves)
    yield from _wrong_with_comments(notes.get("comments", ()))


def _wrong_with_versions(case: Case, versions: list[CaseVersion]) -> Iterator[str]:
    numbers = [each.number for each in versions]
    if numbers != list(range(1, case.version + 1)):
        yield f"{case.reference} says version {case.version}, and has {numbers}."
    for each in versions:
        if version_digest(each.text, each.forecast) != each.digest:
            yield f"{case.reference} version {each.number} is not what its digest says."


def _wrong_with_events(case: Case, versions: list[CaseVersion]) -> Iterator[str]:
    """Each version has its event, by the same person; each event that tells of a version has that version."""
    events = list(Event.objects.filter(chain=case.chain))
    if [each.kind for each in events].count(STARTED) != 1:
        yield f"{case.reference} was not started exactly once."
    told = {each.facts["version"]: each for each in events if "version" in each.facts}
    held = {each.number: each for each in versions}
    for number in sorted((held.keys() - {1}) ^ told.keys()):
        yield f"{case.reference} version {number} has no event, or its event no version."
    for number in told.keys() & held.keys():
        event, version = told[number], held[number]
        if event.by != str(version.saved_by_id):
            yield f"{case.reference} version {number} is told of as somebody else's."
        if event.kind != "scheme-adopted" and event.facts.get("digest") != version.digest:
            yield f"{case.reference} version {number} is not what its event says."


def _wrong_with_columns(case: Case, versions: list[CaseVersion]) -> Iterator[str]:
    schemes = tuple(case.schemes.all())
    if not versions:
        return
    document = read_document(versions[-1].text, schemes)
    for name, value in index_columns(document).items():
        if getattr(case, name) != value:
            yield f"{case.reference} has {name} {getattr(case, name)!r}, and its document says {value!r}."
    opened = document.opened
    adopted = [each for each in opened.case.decisions if each.kind is DecisionKind.ADOPT] if opened else []
    if len(adopted) != len(schemes):
        yield f"{case.reference} has {len(schemes)} schemes, and its document tells of {len(adopted)}."
    for number in {each.case_version for each in schemes} - {each.number for each in versions}:
        yield f"{case.reference} has a scheme of version {number}, which is not there."


def _lost(
    case: Case, versions: list[CaseVersion], documents: list[dict[str, Any]], saves: list[dict[str, Any]]
) -> Iterator[str]:
    """No save that was acknowledged is missing, and none wrote over what its person had not seen.

    Also a save whose answer never came: if it is there, it is whole, once, and by its person.
    """
    for save in saves:
        where = tuple(save["where"])
        said = [part_of(document, where) for document in documents]
        at = [place for place, value in enumerate(said) if value == save["words"]]
        first = [place for place in at if place == 0 or said[place - 1] != save["words"]]
        if len(first) > 1:
            yield f"{case.reference}: '{save['words']}' was written {len(first)} times."
        if save["kept"] and not first:
            yield f"{case.reference}: '{save['words']}' was acknowledged, and is in no version."
        if not (save["kept"] and first and first[0]):
            continue
        place, seen = first[0], save["based_on"] - 1
        if str(versions[place].saved_by_id) != save["person"]:
            yield f"{case.reference}: '{save['words']}' stands as somebody else's."
        if seen >= place or said[seen] != said[place - 1]:
            yield f"{case.reference}: '{save['words']}' wrote over '{said[place - 1]}', which its person had not seen."


def _wrong_with_comments(noted: Any) -> Iterator[str]:
    there = Counter(Comment.objects.values_list("case__reference", "text", "author"))
    there = Counter({(case, text, str(author)): count for (case, text, author), count in there.items()})
    for note in noted:
        count = there[(note["case"], note["text"], note["person"])]
        if count > 1 or (note["kept"] and not count):
            yield f"{note['case']}: the comment '{note['text']}' is there {count} times."
    told = set(Event.objects.filter(kind="comment-written").values_list("chain", "facts__comment"))
    held = {(str(case), pk) for case, pk in Comment.objects.values_list("case", "pk")}
    for chain, pk in told ^ held:
        yield f"The comment {pk} of {chain} has no event, or its event no comment."


if __name__ == "__main__":
    print(json.dumps(list(find_untruths(json.load(sys.stdin) or {}))))
