"""Invented releases of the registers other than Find a Tender, with the habits of each."""

from __future__ import annotations

import copy
from typing import Any

from ocds_examples import put

_DIRECTIVE = {"scheme": "CELEX", "id": "32014L0024"}


def contracts_finder(**changes: Any) -> dict[str, Any]:
    """Flat, without lots, criteria or legal basis; lost backslashes leave "rn" of line breaks."""
    return _changed(
        {
            "ocid": "ocds-b5fd17-0a1b2c3d-0000-4000-8000-00000000cafe",
            "id": "0a1b2c3d-0000-4000-8000-00000000cafe-500001",
            "date": "2025-01-20T10:00:00Z",
            "tag": ["tender"],
            "buyer": {"id": "GB-CFS-99001", "name": "Invented Vale Council"},
            "parties": [{"id": "GB-CFS-99001", "name": "Invented Vale Council", "roles": ["buyer"]}],
            "tender": {
                "id": "VALE-1",
                "title": "Lamps for the towpath",
                "description": "Thirty lamps.rnrnTo be lit by March.rn- with spare partsrn- and posts",
                "classification": {"scheme": "CPV", "id": "31520000", "description": "Lamps"},
                "mainProcurementCategory": "goods",
                "procurementMethod": "open",
                "procurementMethodDetails": "Open procedure (below threshold)",
                "minValue": {"amount": 20000, "currency": "GBP"},
                "value": {"amount": 30000, "currency": "GBP"},
                "suitability": {"sme": True, "vcse": False},
                "contractPeriod": {"startDate": "2025-04-01T00:00:00+01:00", "endDate": "2026-03-31T23:59:59+01:00"},
                "tenderPeriod": {"endDate": "2025-02-10T12:00:00Z"},
            },
        },
        changes,
    )


def scottish(**changes: Any) -> dict[str, Any]:
    """No id of its own; weightings as text; criteria of price without a name."""
    return _changed(
        {
            "ocid": "ocds-r6ebe6-0000599001",
            "date": "2019-04-26T00:00:00Z",
            "tag": ["tender"],
            "description": "NOTE: interest is registered on the Public Contracts Scotland Web Site.rn (SC Ref:599001)",
            "buyer": {"id": "org-1", "name": "Isle of Nowhere Council"},
            "parties": [
                {"id": "org-1", "name": "Isle of Nowhere Council", "roles": ["buyer"], "address": {"region": "UKM"}}
            ],
            "tender": {
                "id": "599001",
                "title": "Ferry to Nowhere",
                "description": "A ferry twice a day.",
                "legalBasis": _DIRECTIVE,
                "classification": {"scheme": "CPV", "id": "60610000"},
                "mainProcurementCategory": "services",
                "procurementMethod": "open",
                "procurementMethodDetails": "Open procedure",
                "value": {"amount": 1500000.0, "currency": "GBP"},
                "lotDetails": {"maximumLotsBidPerSupplier": 2147483647},
                "lots": [
                    {
                        "id": "1",
                        "description": "Crossings all the year.",
                        "secondStage": {"minimumCandidates": 3, "maximumCandidates": 2147483647},
                        "awardCriteria": {
                            "criteria": [
                                {"type": "quality", "name": "Timetable", "description": "60%"},
                                {"type": "price", "description": "40"},
                            ]
                        },
                    }
                ],
            },
        },
        changes,
    )


def welsh(**changes: Any) -> dict[str, Any]:
    """As the Scottish one in form; a token value where the form must be filled."""
    made = scottish(
        ocid="ocds-kuma6s-199001",
        id="ocds-kuma6s-199001-release-199001",
        date="2025-02-21T00:00:00Z",
        description="(WA Ref:199001)rn The authority asks for community benefits.",
    )
    made["parties"][0]["address"]["region"] = "UKL"
    put(made, "buyer.name", "Cyngor Dyffryn Dychmygol")
    put(made, "parties.0.name", "Cyngor Dyffryn Dychmygol")
    return _changed(made, changes)


def _changed(release: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    made = copy.deepcopy(release)
    for path, value in changes.items():
        put(made, path.replace("__", "."), value)
    return made
