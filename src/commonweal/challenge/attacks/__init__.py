"""Attacks on a scheme: one condition a file, its text in the pack of the challenge."""

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.predicates import ATTACKS
from commonweal.challenge.attacks.running import attack_target

__all__ = ["ATTACKS", "AttackContext", "Found", "attack_target"]
