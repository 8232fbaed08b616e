"""A scheme that is published is never saved or deleted again, whoever tries it in whatever app."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete, pre_save

from commonweal_web.procurements.models import SchemeVersion
from commonweal_web.publication.models import NeverChanged


def refuse_published(sender: type[SchemeVersion], instance: SchemeVersion, **named: Any) -> None:  # noqa: ARG001
    """What a row in the database says decides: nothing that is set on the instance unlocks it."""
    if instance.pk and sender.objects.filter(pk=instance.pk, published_at__isnull=False).exists():
        raise NeverChanged(instance)


def guard_published_schemes() -> None:
    pre_save.connect(refuse_published, sender=SchemeVersion, dispatch_uid="published-schemes")
    pre_delete.connect(refuse_published, sender=SchemeVersion, dispatch_uid="published-schemes")
