"""What the record says of the events of a forecast."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register

register(
    Sentence(
        kind="forecast-started",
        title=_("Forecast begun"),
        text=_("%(by)s began a forecast with %(beliefs)s first beliefs (version %(version)s)."),
    ),
    Sentence(
        kind="belief-changed",
        title=_("Belief changed"),
        text=_("%(by)s changed the belief “%(belief)s” of the forecast (version %(version)s)."),
    ),
    Sentence(
        kind="forecast-replaced",
        title=_("Forecast's inputs replaced"),
        text=_("%(by)s replaced what the forecast is made from by a file (version %(version)s)."),
    ),
)
