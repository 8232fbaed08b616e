"""Which threshold could be the one: by regime, kind of authority and nature. Several where nobody can tell."""

from __future__ import annotations

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import Nature, Procurement
from commonweal.procurement.regime import RegimeKind

_CENTRAL = {
    AuthorityKind.MINISTRY_OF_DEFENCE,
    AuthorityKind.CENTRAL_DEPARTMENT,
    AuthorityKind.EXECUTIVE_AGENCY,
    AuthorityKind.CENTRAL_GOVERNMENT,
}
_SUB_CENTRAL = {AuthorityKind.LOCAL_AUTHORITY, AuthorityKind.SCHOOL, AuthorityKind.SUB_CENTRAL}
_UTILITIES = {AuthorityKind.PUBLIC_UTILITY, AuthorityKind.PRIVATE_UTILITY}


def possible_thresholds(procurement: Procurement) -> tuple[str, ...]:
    """The parameters that could hold the threshold of a procurement, under the regime it states."""
    regime = procurement.regime
    if regime.kind is RegimeKind.LIGHT_TOUCH:
        names = ["light-touch", *(["utilities-light-touch"] if procurement.authority.kind in _UTILITIES else [])]
    elif regime.kind is RegimeKind.CONCESSION:
        names = ["concession", "light-touch-concession"]
    elif regime.kind is RegimeKind.UTILITIES:
        names = [f"utilities-{supply}" for supply in _supplies(procurement)]
    elif regime.kind is RegimeKind.DEFENCE and regime.limb != "g":
        names = [f"defence-{supply}" for supply in _supplies(procurement)]
        names += [] if regime.limb else _ordinary(procurement)
    else:
        names = _ordinary(procurement)
    return tuple(f"threshold-{name}" for name in names)


def special_thresholds(procurement: Procurement) -> tuple[str, ...]:
    """The higher thresholds that a contract said to be below the threshold might have as a special contract."""
    names = ["concession", "light-touch-concession"]
    names += [] if procurement.nature is Nature.WORKS else ["light-touch"]
    names += [f"defence-{supply}" for supply in _supplies(procurement)]
    if procurement.authority.kind in _UTILITIES:
        names += [f"utilities-{supply}" for supply in _supplies(procurement)]
    return tuple(f"threshold-{name}" for name in names)


def goods_services_thresholds(procurement: Procurement) -> tuple[str, ...]:
    """The ordinary thresholds for goods and services that could be those of this authority."""
    return tuple(f"threshold-{each}-goods-services" for each in authority_classes(procurement))


def authority_classes(procurement: Procurement) -> tuple[str, ...]:
    """central, sub-central, or both where the kind of body does not tell."""
    kind = procurement.authority.kind
    if kind in _CENTRAL:
        return ("central",)
    return ("sub-central",) if kind in _SUB_CENTRAL else ("central", "sub-central")


def _supplies(procurement: Procurement) -> list[str]:
    every = {Nature.WORKS: ["works"], Nature.UNKNOWN: ["goods-services", "works"]}
    return every.get(procurement.nature, ["goods-services"])


def _ordinary(procurement: Procurement) -> list[str]:
    """Central and sub-central authorities differ for goods and services; where the class is uncertain, both."""
    goods = [f"{each}-goods-services" for each in authority_classes(procurement)]
    return [name for supply in _supplies(procurement) for name in (["works"] if supply == "works" else goods)]
