"""Between rows and the engine's values: a case as it was approved, and what is read of a published text."""

from __future__ import annotations

import json
from typing import Any

from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.scheme_file import SchemeVersion as AdoptedScheme
from commonweal.record.finding import Finding
from commonweal_web.procurements.models import Case, SchemeVersion
from commonweal_web.procurements.translate import read_document
from commonweal_web.publication.models import Publication, Submission


def opened_as_of(case: Case, scheme: SchemeVersion, case_version: int) -> CaseFolder:
    """A case as it stood in a version of its document, with the schemes adopted by then."""
    schemes = tuple(case.schemes.filter(number__lte=scheme.number))
    document = read_document(case.versions.get(number=case_version).text, schemes)
    if document.opened is None:
        raise ValueError(f"Version {case_version} of {case} was submitted and cannot be read: {document.problem}")
    return document.opened


def opened_submission(submission: Submission) -> CaseFolder:
    return opened_as_of(submission.case, submission.scheme, submission.case_version)


def opened_publication(publication: Publication) -> CaseFolder:
    return opened_as_of(publication.case, publication.scheme, publication.case_version)


def scheme_of(opened: CaseFolder, number: int) -> AdoptedScheme:
    """An adopted scheme by its number."""
    return opened.schemes[number - 1]


def published_values(publication: Publication) -> dict[str, Any]:
    """What is published, as plain data."""
    return dict(json.loads(publication.text))


def finding_values(finding: Finding) -> dict[str, Any]:
    """A finding as a page shows it, and as a submission keeps it."""
    return {
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "sources": [
            {"kind": source.kind.value, "confidence": source.confidence.value, "text": str(source.title)}
            | {"where": source.where, "url": source.url}
            for source in finding.sources
        ],
    }
