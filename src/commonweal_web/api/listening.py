"""What happens to tokens when something happens to an account."""

from __future__ import annotations

from typing import Any

from commonweal_web.accounts.models import User
from commonweal_web.api.actions.tokens import end_tokens


def end_tokens_with_account(sender: type[User], instance: User, raw: bool = False, **_given: Any) -> None:  # noqa: ARG001
    """A deactivated person's tokens end, and do not come back with the account. A restored backup changes nothing."""
    if not raw and not instance.is_active:
        end_tokens(instance)
