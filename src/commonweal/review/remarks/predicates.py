"""One condition a remark of the pack, by its name; a test holds the two sets together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from commonweal.review.remarks import (
    after_award,
    below_least_weighting,
    criteria_missing,
    effort_for_marks,
    ended,
    flat_weighting,
    gates_without_stop,
    hardly_tells_apart,
    kpis_missing,
    kpis_only_promise,
    kpis_to_come,
    learning_unrecognised,
    least_weighting_unknown,
    merged_criteria,
    not_seen_in_time,
    relative_price,
    rounds_in_prose,
    rounds_undescribed,
    settle_first,
    social_value_bare,
    social_value_unnamed,
    value_in_doubt,
    value_not_told,
    weightings_in_words,
    weightings_missing,
    weightings_not_100,
)
from commonweal.review.remarks.context import Context, Noted

Predicate = Callable[[Context], Iterator[Noted]]

PREDICATES: Mapping[str, Predicate] = {
    "after-award": after_award.remark,
    "below-least-weighting": below_least_weighting.remark,
    "criteria-missing": criteria_missing.remark,
    "effort-for-marks": effort_for_marks.remark,
    "ended": ended.remark,
    "flat-weighting": flat_weighting.remark,
    "gates-without-stop": gates_without_stop.remark,
    "hardly-tells-apart": hardly_tells_apart.remark,
    "kpis-missing": kpis_missing.remark,
    "kpis-only-promise": kpis_only_promise.remark,
    "kpis-to-come": kpis_to_come.remark,
    "learning-unrecognised": learning_unrecognised.remark,
    "least-weighting-unknown": least_weighting_unknown.remark,
    "merged-criteria": merged_criteria.remark,
    "not-seen-in-time": not_seen_in_time.remark,
    "relative-price": relative_price.remark,
    "rounds-in-prose": rounds_in_prose.remark,
    "rounds-undescribed": rounds_undescribed.remark,
    "settle-first": settle_first.remark,
    "social-value-bare": social_value_bare.remark,
    "social-value-unnamed": social_value_unnamed.remark,
    "value-in-doubt": value_in_doubt.remark,
    "value-not-told": value_not_told.remark,
    "weightings-in-words": weightings_in_words.remark,
    "weightings-missing": weightings_missing.remark,
    "weightings-not-100": weightings_not_100.remark,
}
