"""The service's design pages at the server: live changes against a full design, and each page's time and queries.

A case of five stages and about forty criteria, SQLite in memory, no network: what a person waits for beside the wire.
"""

import os
import sys
import tempfile

from timing import ROOT, show, time_call

os.environ.setdefault("COMMONWEAL_TEST_DATABASE_URL", "sqlite://:memory:")
os.environ["COMMONWEAL_DATA"] = tempfile.mkdtemp()
os.environ["DJANGO_SETTINGS_MODULE"] = "service_settings"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/web")]

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from commonweal.design import design_case  # noqa: E402
from commonweal_web.design import queries  # noqa: E402
from commonweal_web.design.translate.weightings import weighting_boxes  # noqa: E402
from fixtures import make_team  # noqa: E402

settings.ALLOWED_HOSTS = ["testserver"]
call_command("migrate", verbosity=0, run_syncdb=True)
team = make_team()
case = team.case((ROOT / "bench/five_stages/case.yaml").read_text(encoding="utf-8"))
lead = team.client("commercial-lead")
found = queries.designed(case)
base = f"/procurements/{case.reference}"
menu = {each.code for each in found.ready.proposals.candidates}

full, full_median = time_call(lambda: design_case(found.case, packs=found.packs), runs=5)
name = f"full design, 5 stages × {len(menu)} criteria"
show(name, f"{full:.2f} s (median {full_median:.2f})", "target: under 2 s")

boxes = weighting_boxes(found.case, found.ready.proposals.option("fuller"))
values = {box.name: f"{box.weighting:f}" for box in boxes}
changed = next(box.name for box in boxes if box.weighting == 6)
part = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "div#effect"}
turn = iter(range(1_000_000))


def reweigh() -> None:
    """Another figure each time, so that nothing is found as it was left."""
    data = {**values, changed: f"6.{next(turn) % 90 + 10}"}
    response = lead.post(f"{base}/proposal/fuller/weightings/", data, **part)
    assert response.status_code == 200 and b"With your changes" in response.content, response.content[:500]


def reword() -> None:
    data = {"question": f"How will you do it? {next(turn)}"}
    response = lead.post(f"{base}/proposal/fuller/wording/innovation/co-design/", data, **part)
    assert response.status_code == 200 and b"With your changes" in response.content, response.content[:500]


for label, call in {"re-weighting live": reweigh, "re-wording live": reword}.items():
    best, median = time_call(call, runs=9)
    figure = f"{1000 * best:.0f} ms (median {1000 * median:.0f})"
    show(label, figure, f"1/{full / best:.0f} of the full design; target: under 300 ms")


others = iter(sorted(menu))


def decide() -> None:
    """Show what excluding a criterion would do: another each time, solved anew."""
    data = {"subject": next(others), "do": "show"}
    response = lead.post(f"{base}/proposal/decide/exclude/", data)
    assert b"What this would do" in response.content


def look_again() -> None:
    queries.forget_designs()
    lead.get(f"{base}/proposal/")


fresh, fresh_median = time_call(look_again, runs=3)
show("the proposal, nothing kept", f"{fresh:.2f} s (median {fresh_median:.2f})", f"{fresh / full:.1f} times the design")
queries.designed(case)
adding, adding_median = time_call(decide, runs=5)
name = "what excluding a criterion would do, solved anew"
show(name, f"{adding:.2f} s (median {adding_median:.2f})", f"{adding / full:.1f} times the design; target: under 2 s")

queries.designed(case)
for page in (
    "proposal/",
    "proposal/fuller/",
    "criteria/",
    "proposal/balanced/why-not/innovation/standards/",
    "proposal/fuller/weightings/",
    "proposal/balanced/adopt/",
    "proposal/balanced/recognised/",
    "versions/",
):
    asked: list[str] = []

    def count(execute, sql, params, many, context, asked=asked):  # noqa: PLR0917
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        assert lead.get(f"{base}/{page}").status_code == 200
    best, _ = time_call(lambda page=page: lead.get(f"{base}/{page}"), runs=5)
    show(f"{page}", f"{1000 * best:.0f} ms, {len(asked)} queries", "target: at most 20 queries")
