"""How well notices are read: the reader's answers held against labels made by hand, field by field.

A label file names a notice by file and line and says what a person read in it. For each field, precision is the share
of the reader's answers that are right, recall the share of the labelled answers that the reader gives. An answer is
anything but none: an unknown regime, an absent value and the plain number of no KPIs are no answers. What the labels
call unclear is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonweal.exchange.ocds import UnreadLine, read_notices
from commonweal.frameworks import load_packs
from commonweal.frameworks.yaml_file import read_yaml
from commonweal.procurement.notice import Notice
from commonweal.review import Classification, classify
from generators.pages import ROOT, put_between, table

NOTICES = ROOT.parent / "shared" / "data" / "ocds"
LABELS = ROOT / "tests" / "labels"
PAGE = ROOT / "docs" / "explanation" / "how-well-notices-are-read.md"
STRUCTURED = ("notice_type", "regime", "value", "weights", "social_value_percent", "kpis", "no_kpis_reason")
INFERRED = ("social_value_mention", "stage_kind", "delivery_model", "award_structure", "rounds")
# What most notices are: a reader that always said so would look good, so the others are counted apart too.
USUAL = {"operate", "conventional", "one-contract", 1}
UNCLEAR = "unclear"

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One notice as a person read it: for each field its answers, by what they are about (a lot, or the notice)."""

    file: str
    line: int
    id: str
    chosen: str
    answers: Answers
    doubts: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Answers given, labelled, and both alike."""

    given: int = 0
    labelled: int = 0
    alike: int = 0

    def add(self, label: Mapping[str, Any], read: Mapping[str, Any]) -> None:
        self.given += len(read)
        self.labelled += len(label)
        self.alike += sum(read.get(key) == answer for key, answer in label.items())

    @property
    def precision(self) -> Decimal | None:
        return Decimal(self.alike) / self.given if self.given else None

    @property
    def recall(self) -> Decimal | None:
        return Decimal(self.alike) / self.labelled if self.labelled else None


def read_labels(folder: Path) -> tuple[Label, ...]:
    """The labels of every file in a folder."""
    return tuple(_label(row) for file in sorted(folder.glob("*.yaml")) for row in read_yaml(file).data)


def classifications(labels: Iterable[Label], notices: Path = NOTICES) -> dict[tuple[str, int], Classification]:
    """What the reader makes of the labelled notices, by file and line."""
    packs = load_packs()
    wanted = {(each.file, each.line) for each in labels}
    return {
        (name, notice.line): classify(notice, packs)
        for name in sorted({file for file, _ in wanted})
        for notice in _notices(notices / name)
        if (name, notice.line) in wanted
    }


def _notices(file: Path) -> Iterator[Notice]:
    return (each for each in read_notices(file) if not isinstance(each, UnreadLine))


def measure(
    labels: Iterable[Label], read: Mapping[tuple[str, int], Classification], *, unusual: bool = False
) -> dict[str, Tally]:
    """The tally of every field; with `unusual`, of the inferred answers that few notices have."""
    tallies = {field: Tally() for field in (*STRUCTURED, *INFERRED)}
    for label in labels:
        own = answers_of(read[label.file, label.line])
        for field, tally in tallies.items():
            expected, got = label.answers[field], own[field]
            if UNCLEAR in expected.values():
                continue
            tally.add(_unusual(expected) if unusual else expected, _unusual(got) if unusual else got)
    return tallies


def disagreements(labels: Iterable[Label], read: Mapping[tuple[str, int], Classification]) -> Iterator[str]:
    """Every field in which label and reader differ, one a line."""
    for label in labels:
        own = answers_of(read[label.file, label.line])
        for field, expected in label.answers.items():
            if own[field] != expected and UNCLEAR not in expected.values():
                doubted = field.removesuffix("_percent").removesuffix("_mention") in label.doubts
                doubt = " (doubted)" if doubted else ""
                both = f"labelled {_shown(expected)}, read {_shown(own[field])}"
                yield f"{label.file}:{label.line} {field}: {both}{doubt}"


def answers_of(each: Classification) -> Answers:
    """The reader's answers in the shape of a label."""
    money = each.value
    return {
        "notice_type": _one(each.kind),
        "regime": _one(None if each.regime == "unknown" else each.regime.value),
        "value": _one((money.amount, money.vat.value, money.currency) if money else None),
        "weights": dict(each.weightings),
        "social_value_percent": _one(each.social_value),
        "social_value_mention": _one(None if each.social_value_mention == "none" else each.social_value_mention.value),
        "kpis": _one(each.kpis or None),
        "no_kpis_reason": _one(each.no_kpis_reason or None),
        "stage_kind": _one(each.stage_kind.value),
        "delivery_model": _one(each.delivery_model.value),
        "award_structure": _one(each.award_structure.value),
        "rounds": _one(each.rounds),
    }


def _label(row: Mapping[str, Any]) -> Label:
    value, social = row["value"], row["social_value"]
    weights = {lot: tuple(Decimal(each) for each in listed) for lot, listed in row["weights"].items()}
    mention = social["mention"]
    return Label(
        file=row["file"],
        line=int(row["line"]),
        id=row["id"],
        chosen=row["chosen"],
        doubts=tuple(row["doubts"]),
        answers={
            "notice_type": _one(row["notice_type"]),
            "regime": _one(None if row["regime"] == "unknown" else row["regime"]),
            "value": _one((Decimal(value["amount"]), value["vat"], value["currency"]) if value else None),
            "weights": weights,
            "social_value_percent": _one(None if social["percent"] is None else Decimal(social["percent"])),
            "social_value_mention": _one(None if mention == "none" else mention),
            "kpis": _one(int(row["kpis"]) or None),
            "no_kpis_reason": _one(row["no_kpis_reason"] or None),
            "stage_kind": _one(row["stage_kind"]),
            "delivery_model": _one(row["delivery_model"]),
            "award_structure": _one(row["award_structure"]),
            "rounds": _one(None if row["rounds"] is None else int(row["rounds"])),
        },
    )


def _one(answer: Any) -> dict[str, Any]:
    return {} if answer is None else {"": answer}


def _unusual(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {key: answer for key, answer in answers.items() if isinstance(answer, str | int) and answer not in USUAL}


def _shown(answers: Mapping[str, Any]) -> str:
    return "; ".join(f"{key} {answer}".strip() for key, answer in answers.items()) or "none"


def share(part: Decimal | None) -> str:
    return "–" if part is None else f"{part:.2f}"


def table_of(labels: tuple[Label, ...], read: Mapping[tuple[str, int], Classification]) -> list[str]:
    """The table of the page: all labels, those drawn at random, and the unusual answers alone."""
    every, unusual = measure(labels, read), measure(labels, read, unusual=True)
    drawn = measure([each for each in labels if each.chosen == "random"], read)
    rows = []
    for field, tally in every.items():
        apart = unusual[field] if field in INFERRED and field != "social_value_mention" else Tally()
        rows.append(
            [
                field.replace("_", " "),
                "stated" if field in STRUCTURED else "inferred",
                str(tally.labelled),
                share(tally.precision),
                share(tally.recall),
                f"{share(drawn[field].precision)} / {share(drawn[field].recall)}",
                f"{share(apart.precision)} / {share(apart.recall)} of {apart.labelled}" if apart.labelled else "",
            ]
        )
    heads = ("Field", "Kind", "Answers", "Precision", "Recall", "Drawn at random", "Unusual answers alone")
    return table(heads, rows)


def main(folder: Path) -> str:
    """The table for a folder of labels, with every disagreement under it."""
    labels = read_labels(folder)
    read = classifications(labels)
    if folder.resolve() == LABELS and PAGE.is_file():
        text = PAGE.read_text(encoding="utf-8")
        figures = "\n".join(table_of(labels, read)).strip()
        PAGE.write_text(put_between(text, "figures", f"{figures}\n"), encoding="utf-8")
    return "\n".join([f"{len(labels)} notices", *table_of(labels, read), *disagreements(labels, read), ""])
