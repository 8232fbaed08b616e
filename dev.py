#!/usr/bin/env python3
"""Every developer command of Commonweal, with nothing but the standard library.

python3 dev.py run     set up, and start the service with a worked example
python3 dev.py test    set up for development, then check and test everything
python3 dev.py check   lint, format, types, doors, dependencies, words
python3 dev.py fix     mend what lint and format can mend
python3 dev.py lock    write requirements/*.txt again from pyproject.toml
python3 dev.py docs    write the generated pages and build the site into site/
python3 dev.py new-check SLUG --pack PACK   lay out a new check, to be filled in
python3 dev.py new-attack SLUG   lay out a new attack on schemes, to be filled in
python3 dev.py assets  build the service's styles and scripts again (needs npm; the built files are committed)
python3 dev.py bench   run the benchmarks (ratios, never pass or fail by the clock)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / ".commonweal.json"
UV = "uv==0.13.9"
LEVELS = ("runtime", "dev", "bench")
EXAMPLE = "examples/sandbox-pilot"
# What tests look at pages and documents with: the package, and a file that shows that it is there.
LOOKED_AT_WITH = {
    "chromium": Path("/usr/bin/chromium"),
    "libreoffice-writer": Path("/usr/lib/libreoffice/program/libswlo.so"),
    "libreoffice-calc": Path("/usr/lib/libreoffice/program/libsclo.so"),
    "poppler-utils": Path("/usr/bin/pdftoppm"),
}
LOOKED_AT_BESIDE = ("fonts-liberation", "libpango-1.0-0", "libpangoft2-1.0-0")
# Tests of the service that ask nothing of its database but to be there: run once, on SQLite.
SAME_ON_ANY = (
    "tests/web/layout",
    "tests/web/config",
    "tests/web/test_every_page.py",
    "tests/web/test_every_route.py",
    "tests/web/test_every_word.py",
    "tests/web/design",
    "tests/web/challenge/test_challenge_pages.py",
    "tests/web/challenge/test_challenge_what_if.py",
    "tests/web/api/test_access.py",
    "tests/web/api/test_api_pages.py",
    "tests/web/api/test_description.py",
    "tests/web/api/test_how_to.py",
    "tests/web/overview/test_public_pages.py",
    "tests/web/publication/test_publication_documents.py",
    "tests/web/publication/test_publication_missions.py",
    "tests/web/publication/test_publication_pages.py",
    "tests/web/publication/test_publication_without_scripts.py",
)
LOCAL = {"COMMONWEAL_LOCAL": "1", "COMMONWEAL_DATA": str(ROOT / "build" / "service")}  # the service on this machine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="set up, and start the service with a worked example")
    run.add_argument("--once", action="store_true", help="stop as soon as it is ready")
    run.add_argument("--port", default="8000", help="the port to listen on (8000)")
    test = commands.add_parser("test", help="set up for development, then check and test everything")
    test.add_argument("--nightly", action="store_true", help="the long runs as well")
    test.add_argument("pytest", nargs="*", help="only these tests (skips the checks)")
    new = commands.add_parser("new-check", help="lay out a new check, to be filled in")
    new.add_argument("slug", help="its name: small words joined by hyphens")
    new.add_argument("--pack", required=True, help="the pack that carries its rule, such as procurement-act-2023")
    attack = commands.add_parser("new-attack", help="lay out a new attack on schemes, to be filled in")
    attack.add_argument("slug", help="its name: small words joined by hyphens")
    for name in ("check", "fix", "lock", "docs", "assets", "bench"):
        commands.add_parser(name)
    arguments, extra = parser.parse_known_args()
    if extra and arguments.command != "test":
        parser.error(f"unrecognised: {' '.join(extra)}")
    if sys.version_info < (3, 11):
        print(f"Commonweal needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try python3.11 dev.py.")
        return 2
    return {
        "run": lambda: run_service(arguments.port, once=arguments.once),
        "test": lambda: test_everything([*arguments.pytest, *extra], nightly=arguments.nightly),
        "check": check,
        "fix": fix,
        "lock": lock,
        "docs": docs,
        "assets": assets,
        "bench": bench,
        "new-check": lambda: new_check(arguments.slug, arguments.pack),
        "new-attack": lambda: new_attack(arguments.slug),
    }[arguments.command]()


def run_service(port: str, *, once: bool) -> int:
    """The main job: the service on this machine, with the shipped example to look at; its data is in build/service."""
    set_up("runtime")
    for arguments in (("admin", "migrate"), ("admin", "seed", "--example", EXAMPLE)):
        status = call("commonweal", *arguments, show=False)  # serve says how to sign in, beside the address
        if status:
            return status
    try:
        return call("commonweal", "serve", "--port", port, "--processes", "1", *(["--once"] if once else []))
    except KeyboardInterrupt:
        return 0


def test_everything(only: list[str], *, nightly: bool) -> int:
    set_up("dev")
    provide_browser()
    if only:
        return call("python", "-m", "pytest", *only)
    marks = ["-m", ""] if nightly else []
    both = ("-n", "2", "--dist", "worksteal", *marks)
    return (
        run_checks()
        or call("python", "-m", "pytest", *both)
        or call("python", "tests/on_postgresql.py", "tests/web", *(f"--ignore={each}" for each in SAME_ON_ANY), *both)
    )


def check() -> int:
    set_up("dev")
    return run_checks()


def run_checks() -> int:
    """All checks run even when one fails, so that one look shows everything."""
    statuses = [
        call("ruff", "check", "--no-cache", "."),
        call("ruff", "format", "--check", "."),
        call("mypy"),
        call("lint-imports"),
        call("deptry", "src"),
        call("python", "tests/house/words.py"),
        check_lock(),
    ]
    return max(statuses)


def fix() -> int:
    set_up("dev")
    return max(call("ruff", "check", "--fix", "."), call("ruff", "format", "."))


def lock() -> int:
    """Write the hashed locks; uv may be missing the first time, so it is installed here."""
    make_venv()
    install_uv()
    for name, options in {
        "runtime": ["--all-extras", "--group", "build"],
        "dev": ["--all-extras", "--group", "build", "--group", "dev"],
        "bench": ["--all-extras", "--group", "build", "--group", "dev", "--group", "bench"],
    }.items():
        status = call(
            "uv", "pip", "compile", "pyproject.toml", *options, "--universal", "--generate-hashes",
            "--python-version", "3.11", "--no-emit-index-url", "--quiet",
            "--custom-compile-command", "python3 dev.py lock", "-o", f"requirements/{name}.txt",
        )  # fmt: skip
        if status:
            return status
        record_inputs(ROOT / "requirements" / f"{name}.txt")
    return 0


def docs() -> int:
    set_up("dev")
    return call("python", "docs/generate.py") or call("zensical", "build", "--clean", "--strict")


def assets() -> int:
    """From assets/ into the app that serves them. Packages run no scripts of their own while they are installed."""
    if not shutil.which("npm"):
        print("Building the styles needs npm (Node 20 or newer). The built files are committed: nothing else needs it.")
        return 1
    folder = ROOT / "assets"
    for step in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        status = subprocess.run(["npm", *step], cwd=folder, check=False).returncode
        if status:
            return status
    return 0


def new_check(slug: str, pack: str) -> int:
    set_up("dev")
    return call("python", "docs/generate.py", "--new-check", slug, "--pack", pack)


def new_attack(slug: str) -> int:
    set_up("dev")
    return call("python", "docs/generate.py", "--new-attack", slug)


def bench() -> int:
    set_up("bench")
    return max(call("python", str(file)) for file in sorted((ROOT / "bench").glob("bench_*.py")))


# --- setting up -----------------------------------------------------------------------------------


def set_up(level: str) -> None:
    """Bring .venv to the lock: runtime to use Commonweal, dev to work on it, bench to measure it beside its peers.

    Instant when already there; each level holds those before it.
    """
    wanted = {each: lock_digest(each) for each in LEVELS}
    have = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    if any(have.get(each) == wanted[each] for each in LEVELS[LEVELS.index(level) :]):
        return
    print(f"Setting up {VENV.name} ({level}) …", flush=True)
    make_venv()
    STAMP.unlink(missing_ok=True)
    lock_file = f"requirements/{level}.txt"
    if install_uv():
        done = call("uv", "pip", "install", "--quiet", "--require-hashes", "-r", lock_file) == 0
        done = done and call("uv", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", ".") == 0
    else:
        pip = ("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        done = call(*pip, "--require-hashes", "-r", lock_file) == 0
        done = done and call(*pip, "--no-deps", "--no-build-isolation", "-e", ".") == 0
    if not done:
        sys.exit(
            "Setting up failed: see the message above. Check the connection to your package index and run it again."
        )
    STAMP.write_text(json.dumps({level: wanted[level]}))


def make_venv() -> None:
    if (VENV / "bin" / "python").exists():
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        sys.exit("Python's venv module is incomplete here. On Debian or Ubuntu: apt-get install python3-venv.")
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def install_uv() -> bool:
    """uv halves the time; pip alone reads the same lock, so its absence is no failure."""
    if (VENV / "bin" / "uv").exists():
        return True
    quiet = ("--quiet", "--disable-pip-version-check")
    return call("python", "-m", "pip", "install", *quiet, UV, show=False) == 0


def provide_browser() -> None:
    """On a CI machine that is ours to change, install what tests look at pages and documents with.

    Elsewhere those tests say why they skip.
    """
    packages = [name for name, program in LOOKED_AT_WITH.items() if not program.exists()]
    if os.environ.get("CI") != "true" or not packages or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update"], check=False, **quiet)
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    subprocess.run([*install, *packages, *LOOKED_AT_BESIDE], check=False, **quiet)


def lock_digest(name: str) -> str:
    lock_file = ROOT / "requirements" / f"{name}.txt"
    return hashlib.sha256(lock_file.read_bytes() + sys.version.encode()).hexdigest()


def inputs_digest() -> str:
    """Of what the locks are made from: the dependency lines of pyproject.toml."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    made_from = [
        project["project"]["dependencies"],
        project["project"]["optional-dependencies"],
        project["dependency-groups"],
    ]
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()


def record_inputs(lock_file: Path) -> None:
    lock_file.write_text(f"# made from {inputs_digest()}\n" + lock_file.read_text())


def check_lock() -> int:
    stale = [
        name
        for name in LEVELS
        if inputs_digest() not in (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()[0]
    ]
    if stale:
        print(f"requirements/{stale[0]}.txt is older than pyproject.toml: run python3 dev.py lock.")
    return 1 if stale else 0


def call(program: str, *arguments: str, show: bool = True) -> int:
    """Run a program of the virtual environment from the project's root."""
    environment = (
        LOCAL
        | os.environ
        | {
            "VIRTUAL_ENV": str(VENV),
            "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bytecode"),
        }
    )
    # Commands are started hundreds of times: without bytecode every start compiles everything anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if show and program not in {"commonweal", "uv"}:
        print(f"· {program} {' '.join(arguments)}", flush=True)
    output = None if show else subprocess.DEVNULL
    return subprocess.run(
        [str(VENV / "bin" / program), *arguments], cwd=ROOT, env=environment, check=False, stdout=output
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
