"""Every remark on one notice, the most harmful first."""

from __future__ import annotations

from commonweal.record.finding import Finding
from commonweal.review.remarks.context import Context
from commonweal.review.remarks.predicates import PREDICATES
from commonweal.review.remarks.reach import sources_that_reach
from commonweal.review.scrubbing import scrub


def remark_on(context: Context) -> tuple[Finding, ...]:
    """What is found, with the pack's remedy and sources; by severity, then by harm, then by name."""
    found = []
    for code, predicate in PREDICATES.items():
        text = context.pack.remarks[code]
        for noted in predicate(context):
            finding = Finding(
                code=code,
                severity=noted.severity or text.severity,
                where=noted.where,
                message=scrub(noted.message),
                remedy=noted.remedy or text.remedy,
                sources=sources_that_reach(noted.sources or text.sources, context),
            )
            found.append((finding.severity.rank, -text.harm, code, finding))
    return tuple(dict.fromkeys(each[-1] for each in sorted(found, key=lambda each: each[:3])))
