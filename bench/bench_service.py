"""The service's pages on a procurement of five stages and forty criteria: queries, time, memory; cold start on request.

python bench/bench_service.py [--cold]. It fails where a page takes more than twenty queries, and never by the clock.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from timing import ROOT, show, time_call

os.environ["COMMONWEAL_TEST_DATABASE_URL"] = "sqlite://:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "service_settings"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/web"), str(ROOT / "tests/load")]
RUNS = 7
MAIN = (
    "start", "home", "case", "case-section what", "case-section stages", "case-answers", "case-history",
    "case-comments", "case-team", "proposal", "proposal_option", "criteria", "weightings", "why_not", "decisions",
    "scheme_versions", "checks", "check", "approval", "publication", "documents", "case-file-download", "case_history",
    "missions", "glossary",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cold", action="store_true", help="also set up and start a fresh copy, with nothing cached")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COMMONWEAL_DATA"] = folder
        most = measure_pages()
        measure_memory(Path(folder) / "served")
        if options.cold:
            measure_cold_start(Path(folder))
    return 1 if most > 20 else 0


def measure_pages() -> int:
    """Median times beside the start page's, and queries; the most queries that any page took."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from large_case import MOST_QUERIES, large_case, pages

    from fixtures import make_team

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    team = make_team()
    lead = team.client("commercial-lead")
    counted, addresses = {}, dict(pages(large_case(team)))
    del addresses["account_logout"]
    for name, address in addresses.items():
        lead.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = lead.get(address)
        if answer.status_code == 200:
            counted[name] = len(asked)
    _best, start = time_call(lambda: lead.get("/"), runs=RUNS)
    for name in (each for each in MAIN if each in counted):
        _best, median = time_call(lambda name=name: lead.get(addresses[name]), runs=RUNS)
        figure = f"{median * 1000:.0f} ms, {counted[name]} queries"
        show(f"page {name}", figure, f"{median / start:.1f} times the start page; limit: {MOST_QUERIES} queries")
    most = max(counted.values())
    worst = ", ".join(name for name, count in counted.items() if count == most)
    show(f"queries of {len(counted)} pages, at most", f"{most}", f"limit: {MOST_QUERIES}; {worst}")
    return most


def measure_memory(data: Path) -> None:
    """A web process of its own, when it has just started and after two hundred pages."""
    import requests
    from served import Served
    from working import Person, asking

    data.mkdir()
    served = Served(data=data, database="", processes=1)
    served.fill(people=2, shared=2)
    served.start()
    try:
        urllib.request.urlopen(f"{served.address}/").read()
        first = served.memory()
        with requests.Session() as session:
            person = Person(asking(session, served.address), plan=served.plan, number=0)
            person.sign_in()
            while len(person.notes.requests) < 200:
                person.work()
        after = served.memory()
    finally:
        served.stop()
    show("memory of a web process after 200 pages", f"{after['web']} MB", f"{first['web']} MB after the first page")
    show("memory of the worker", f"{after['worker']} MB", f"{first['worker']} MB at the beginning")


def measure_cold_start(folder: Path) -> None:
    """python3 dev.py run --once in a fresh copy: packages are fetched, tables made, the example put in."""
    copy = folder / "copy"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONWEAL", "DJANGO"))}
    environment |= {
        "COMMONWEAL_DATA": str(folder / "cold"),
        "UV_CACHE_DIR": str(folder / "uv"),
        "PIP_NO_CACHE_DIR": "1",
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
    command = ["python3", "dev.py", "run", "--once", "--port", "8765"]
    for label in ("nothing cached", "the second time"):
        begun = time.perf_counter()
        subprocess.run(command, cwd=copy, env=environment, check=True, stdout=subprocess.DEVNULL)
        show(f"python3 dev.py run --once, {label}", f"{time.perf_counter() - begun:.1f} s", "")


if __name__ == "__main__":
    sys.exit(main())
