"""What the text of every rule must be like, shipped or just laid out."""

from __future__ import annotations

import re

from commonweal.frameworks.rules import Rule
from commonweal.record.source import Confidence, SourceKind

OURS = ("our reading", "is ours", "are ours", "our judgement")


def assert_whole(rule: Rule) -> None:
    """Every part is said, the example has numbers, and judgement is never dressed up as law."""
    parts = (rule.condition, rule.why, rule.remedy, rule.worked_example, rule.exclusions, rule.assumptions)
    assert all(part.strip().endswith(".") for part in parts)
    assert re.search(r"\d", rule.worked_example)
    assert all(ask.question.strip()[-1] in "?." for ask in rule.asks.values())
    for source in rule.sources:
        ours = source.kind is SourceKind.JUDGEMENT
        assert ours == (source.confidence is Confidence.JUDGEMENT)
        assert source.where
    if any(word in rule.assumptions for word in OURS):
        assert any(source.kind is SourceKind.JUDGEMENT for source in rule.sources)
