"""Fields of bidders of several types, drawn again and again: whom the scheme picks, and what ambition earns."""

from commonweal.challenge.tournament.field import Field, draw_field, fields_for
from commonweal.challenge.tournament.result import Ambition, SmallFirm, Tournament, TypeStanding
from commonweal.challenge.tournament.running import picks_level, play, run_tournament

__all__ = [
    "Ambition",
    "Field",
    "SmallFirm",
    "Tournament",
    "TypeStanding",
    "draw_field",
    "fields_for",
    "picks_level",
    "play",
    "run_tournament",
]
