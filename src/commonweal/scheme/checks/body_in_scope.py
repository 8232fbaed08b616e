"""The notes on social value bind departments, agencies and non-departmental bodies; for others they are a choice."""

from __future__ import annotations

from commonweal.frameworks.applicability import Standing
from commonweal.frameworks.pack_head import PackKind
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered


def check(context: Context) -> Verdict:
    """The kind of body is stated closely enough to tell whether an edition can bind it."""
    kind = context.procurement.authority.kind
    scopes = [pack.head.applies for pack in context.packs.of_kind(PackKind.SOCIAL_VALUE_MODEL) if pack.head.applies]
    if any(kind in scope.unsure_authorities for scope in scopes):
        return not_answered(
            "Whether the authority is a department, an agency or a non-departmental public body has not been said.",
            where="authority",
        )
    if any(kind in scope.authorities for scope in scopes):
        return met(f"The notes on social value bind this kind of body: {kind.words}.")
    if context.applicability.standing is Standing.CHOSEN:
        return met(f"The notes do not bind this kind of body ({kind.words}); an edition is used by choice.")
    return does_not_apply(f"The notes on social value do not bind this kind of body: {kind.words}.")
