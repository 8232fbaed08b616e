"""The command line as a user meets it: help, exit statuses, plain data, and nothing loaded that is not needed."""

from __future__ import annotations

import codecs
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from commonweal.cli.app import COMMANDS, group
from commonweal.cli.new import complete_template
from commonweal.cli.options import MOMENT_NAMES
from commonweal.cli.output import plain_characters
from commonweal.frameworks import load_packs
from commonweal.frameworks.rules import Moment
from commonweal.record import MisuseError

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = str(ROOT / "examples" / "sandbox-pilot")
GOOD = (ROOT / "tests" / "golden" / "case_that_reads.yaml").read_text(encoding="utf-8")
NOTICE = ROOT / "tests" / "fixtures" / "notices" / "fictional_pilot.json"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The real program, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "commonweal.cli", *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_the_shipped_help_is_the_commands_own() -> None:
    """help.txt is what click would print, so that help needs no click. Write it anew with dev.py docs."""
    settings = {**group.context_settings, "terminal_width": 80, "max_content_width": 80}
    context = click.Context(group, info_name="commonweal", **settings)
    assert (ROOT / "src/commonweal/cli/help.txt").read_text(encoding="utf-8") == group.get_help(context) + "\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches(name: str) -> None:
    """Help begins with the line that the list shows, and gives an example or its subcommands; docs name it."""
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help is not None
    assert command.help.startswith(COMMANDS[name][1])
    assert "Example" in command.help or isinstance(command, click.Group)
    assert f"commonweal {name}" in (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"


def test_help_loads_neither_numbers_nor_click() -> None:
    """A stranger's first command answers at once."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "commonweal.cli", "--help"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not loaded & {"numpy", "click", "rich", "ruamel.yaml", "highspy", "jinja2", "msgspec", "django"}
    assert done.stdout.startswith("Usage: commonweal")


def test_a_command_loads_only_what_it_needs() -> None:
    """explain needs no solver and no templates."""
    code = (
        "import sys; sys.argv=['commonweal','explain','co-design'];"
        "from commonweal.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print({'numpy','highspy','jinja2','scipy'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "set()"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("design", "nowhere"), 3, "There is no such case."),
        (("desing", "x"), 2, "Did you mean 'design'?"),
        (("design",), 2, "Missing argument"),
        (("design", EXAMPLE, "--why-not", "co-desing"), 2, "Did you mean 'co-design'?"),
        (("design", EXAMPLE, "--adopt", "balanced"), 2, 'Add --by "Your name".'),
        (("explain", "2a"), 2, "could be ppn-002/2a or ppn-026/2a"),
        (("packs", "show", "ppn-003"), 2, "There is no pack ppn-003."),
        (("new", "somewhere"), 2, "from a notice or from a template"),
        (("new", "somewhere", "--template", "sbri"), 2, "There is no template 'sbri'."),
        (("new", EXAMPLE, "--template", "sandbox-pilot"), 4, "not overwritten"),
        (("new", "somewhere", "--notice", "README.md"), 3, "README.md"),
        (("packs", "check", "docs"), 3, "No pack is here."),
    ],
)
def test_errors_are_one_sentence_with_a_status_of_their_own(
    arguments: tuple[str, ...], status: int, words: str
) -> None:
    """On standard error, without a traceback; nothing is written."""
    done = run(*arguments)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (ROOT / "somewhere").exists()


def test_design_exits_1_when_something_blocks(case: Path) -> None:
    """A conflict under a mandated floor is a blocking finding."""
    changes = {
        "kind: local-authority": "kind: central-department",
        "on: 2026-12-01": "on: 2026-03-02",
        "months: 9": "months: 1",
        "amount: 300000": "amount: 150000",
        "kind: pilot,": "kind: explore,",
    }
    text = GOOD
    for old, new in changes.items():
        text = text.replace(old, new)
    (case / "case.yaml").write_text(text, encoding="utf-8")
    result = invoke("design", str(case))
    assert result.exit_code == 1
    assert "A person must choose" in result.output
    refused = run("design", str(case), "--adopt", "balanced", "--by", "A. Person")
    assert refused.returncode == 4
    assert "cannot be adopted" in refused.stderr


def test_every_command_gives_plain_data(case: Path, tmp_path: Path) -> None:
    """--json everywhere, readable by any JSON reader."""
    out = tmp_path / "out"
    calls = [
        ("design", str(case)),
        ("design", str(case), "--why-not", "standards"),
        ("check", str(case)),
        ("report", str(case)),
        ("clauses", str(case)),
        ("explain", "break-right"),
        ("packs", "list"),
        ("packs", "show", "innovation"),
        ("packs", "diff", "ppn-002", "ppn-026"),
        ("packs", "crosswalk", "ppn-06-20", "ppn-026"),
        ("packs", "new", str(out / "ours"), "--kind", "values"),
        ("packs", "check", str(ROOT / "tests" / "fixtures" / "packs")),
        ("new", str(out / "from-template"), "--template", "sandbox-pilot"),
        ("zip", str(case), "--out", str(out / "case.zip")),
        ("design", str(case), "--adopt", "lighter", "--by", "A. Person", "--on", "2026-11-22"),
    ]
    for arguments in calls:
        result = invoke(*arguments, "--json")
        assert result.exception is None or isinstance(result.exception, SystemExit), (arguments, result.exception)
        assert json.loads(result.output) is not None


def test_moments_of_the_command_line_are_those_of_the_packs() -> None:
    """Their names stand apart so that help loads no pack."""
    assert [each.value for each in Moment] == list(MOMENT_NAMES)


def test_check_shows_one_moment_in_full_and_fails_on_that_one_only(case: Path) -> None:
    """What waits is named by default; its own moment shows it, and only it; nothing not met elsewhere counts there."""
    plain = invoke("check", str(case))
    assert "wait for later moments" in plain.output
    assert "On which day the award notice is" not in plain.output
    with (case / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("answers:\n  standstill: {award_notice_on: 2026-03-02, contract_on: 2026-03-03}\n")
    late = invoke("check", str(case), "--moment", "before-contract")
    assert late.exit_code == 1
    assert "The contract of 3 March 2026 comes" in late.output
    assert invoke("check", str(case), "--moment", "at-a-gate").exit_code == 0
    shown = json.loads(invoke("check", str(case), "--moment", "at-a-gate", "--json").output)["checks"]
    assert {each["moment"] for each in shown} == {"at-a-gate"}
    both = invoke("check", str(case), "--moment", "before-contract", "--publication")
    assert both.exit_code == 2
    assert "leave out --moment" in both.output


def test_adoption_is_checked_afterwards(case: Path) -> None:
    """What is adopted is what is checked; publication asks for more than design does."""
    adopted = invoke("design", str(case), "--adopt", "balanced", "--by", "A. Person", "--on", "2026-11-22")
    assert "schemes/v001.yaml" in adopted.output
    checked = invoke("check", str(case))
    assert "adopted scheme 1" in checked.output
    assert checked.exit_code == 0
    assert invoke("check", str(case), "--publication").exit_code == 1


def test_report_writes_each_format(case: Path, tmp_path: Path) -> None:
    """One file each, whole."""
    for form, start in (("html", "<!DOCTYPE html>"), ("md", "# A pilot"), ("text", "A pilot")):
        out = tmp_path / f"report.{form}"
        assert invoke("report", str(case), "--format", form, "--out", str(out)).exit_code == 0
        assert out.read_text(encoding="utf-8").lstrip().startswith(start)


def test_a_template_says_what_to_fill_in_and_then_designs(tmp_path: Path) -> None:
    """As laid out it lacks funding, and says so; with funding it designs."""
    folder = tmp_path / "new"
    for template in ("sbri-competition", "sandbox-pilot", "conventional-service"):
        here = folder / template
        assert invoke("new", str(here), "--template", template).exit_code == 0
        missing = invoke("design", str(here))
        assert "has no funding" in str(missing.exception)
        text = (here / "case.yaml").read_text(encoding="utf-8").replace("    # funding:", "    funding:")
        (here / "case.yaml").write_text(text, encoding="utf-8")
        assert invoke("design", str(here)).exit_code in {0, 1}


def test_a_notice_becomes_a_case_and_a_design(tmp_path: Path) -> None:
    """From a fictional Find a Tender release; every assumption is written down with its words."""
    folder = tmp_path / "from-notice"
    made = invoke("new", str(folder), "--notice", str(NOTICE))
    assert made.exit_code == 0, made.exception
    assert "inferred or assumed" in made.output
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert "assumptions:" in text
    assert "@" not in text
    designed = invoke("design", str(folder))
    assert designed.exit_code in {0, 1}
    assert "Assumed" in designed.output


def test_two_runs_print_equal_bytes() -> None:
    """In two processes, with different hash seeds."""
    outputs = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "commonweal.cli", "report", EXAMPLE, "--format", "html"],
            capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]


def test_a_reader_that_goes_away_is_no_error() -> None:
    """commonweal design CASE | head -1."""
    done = subprocess.run(
        f"{sys.executable} -m commonweal.cli design {EXAMPLE} | head -1",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_is_offered(shell: str) -> None:
    """As the help says."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "commonweal")],
        capture_output=True, text=True, check=False, env={**os.environ, "_COMMONWEAL_COMPLETE": f"{shell}_source"},
    )  # fmt: skip
    assert "_COMMONWEAL_COMPLETE" in done.stdout
    assert "Usage:" not in done.stdout


def test_templates_are_offered_by_the_shell_at_once() -> None:
    """Their names without loading packs, and no others than packs hold."""
    words = {"COMP_WORDS": "commonweal new x --template s", "COMP_CWORD": "4", "_COMMONWEAL_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "commonweal.cli"],
        capture_output=True, text=True, check=False, env={**os.environ, **words},
    )  # fmt: skip
    assert done.stdout.split() == ["plain,sandbox-pilot", "plain,sbri-competition"]
    assert "commonweal.frameworks" not in done.stderr
    known = {name for pack in load_packs().editions for name in pack.templates}
    assert set(complete_template(click.Context(group), click.Option(["--template"]), "")) == known


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_names_of_packs_are_never_cut(width: str) -> None:
    """On a page and on a terminal of any width."""
    code = (
        "from commonweal.exchange.report.packs_text import packs_table\n"
        "from commonweal.frameworks import load_packs\npacks_table(load_packs())"
    )
    for more in ({}, {"TTY_COMPATIBLE": "1", "FORCE_COLOR": "1"}):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, text=True, check=True, env={**os.environ, **more, "COLUMNS": width},
        )  # fmt: skip
        for pack in load_packs().editions:
            assert pack.name in done.stdout


@pytest.mark.parametrize(("columns", "widest"), [("80", 80), ("", 100), ("7", 100), ("wide", 100)])
def test_piped_output_is_as_wide_as_it_was_asked_to_be(columns: str, widest: int) -> None:
    """COLUMNS is heeded where a page can be so; else it is as wide as a page."""
    code = (
        "from commonweal.exchange.report.packs_text import packs_table\n"
        "from commonweal.frameworks import load_packs\npacks_table(load_packs())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": columns}
    )
    assert max(len(line) for line in done.stdout.splitlines()) == widest


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("design", EXAMPLE),
        ("report", EXAMPLE),
        ("report", EXAMPLE, "--json"),
        ("packs", "list"),
        ("packs", "diff", "ppn-002", "ppn-026"),
    ],
)
def test_output_never_fails_on_an_encoding(arguments: tuple[str, ...], encoding: str) -> None:
    """Signs fall back to ASCII; plain data and the page say the same as ever."""
    done = subprocess.run(
        [sys.executable, "-m", "commonweal.cli", *arguments],
        capture_output=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode(encoding)
    assert "?????" not in text
    if "--json" in arguments:
        assert "£1,080,000" in json.dumps(json.loads(text), ensure_ascii=False)
    elif "report" in arguments:
        assert "&#8216;Decisions shaped by those affected&#8217;" in text


def test_no_accent_is_lost_to_a_question_mark() -> None:
    """A letter without its accent is better than none; what has no like is a question mark."""
    codecs.register_error("test-plain", plain_characters)
    assert "‘Zoë’ … £5 → ◆ 日".encode("ascii", "test-plain") == b"'Zoe' ... GBP 5 -> * ?"


@pytest.mark.parametrize(
    "arguments", [("design", EXAMPLE), ("--help",), ("packs", "list"), ("check", EXAMPLE, "--json")]
)
def test_output_that_cannot_be_written_is_refused_in_one_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """A full disk, here a limit of no bytes a file: neither done nor blocked, and no traceback."""
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "commonweal.cli", *arguments],
            stdout=out, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert done.stderr.startswith("Error: This cannot be written (")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--why-not", "co-design", "--adopt", "balanced", "--by", "A. Person"), "Ask for one at a time."),
        (("--why-not", ""), "--why-not needs a criterion."),
        (("--by", "A. Person"), "--by says something of an adoption."),
        (("--reason", "r"), "--reason says something of an adoption."),
        (("--on", "2026-11-22"), "--on says something of an adoption."),
        (("--adopt", "lighter", "--option", "fuller", "--by", "A. Person"), "--adopt names the option itself."),
        (("--adopt", "lighter", "--by", " "), "Adoption needs a person."),
        (("--why-not", "co-design", "--sensitivity"), "--sensitivity belongs to a design shown in full."),
        (("--suppose", "hours=+5%", "--sensitivity"), "--sensitivity belongs to a design shown in full."),
        (("--suppose", "hours=+5%", "--why-not", "co-design"), "--suppose shows a difference, and nothing else."),
        (("--suppose", "hours"), "'hours' supposes nothing."),
        (
            ("--suppose", "co-design.meaning=64%"),
            "64% for 'innovation/co-design.meaning' could be a value",
        ),
        (("--suppose", "pilot.months=9 months"), "'pilot.months' needs a number, not '9 months'."),
        (("--suppose", "split=a/b/c"), "The split 'a/b/c' is not three numbers."),
        (("--suppose", "importance.co-design=3"), "There is no outcome or mission 'co-design'"),
        (("--suppose", "hours=+5%", "--suppose", "hours=-5%"), "'hours' is supposed twice."),
        (("--keep",), "--keep keeps what is supposed."),
        (("--suppose", "co-design.meaning=0.5", "--keep"), "A decision needs a person and a reason."),
        (
            ("--suppose", "hours=+5%", "--keep", "--by", "A. Person", "--reason", "r"),
            "'hours' is not kept by a decision. Write an overlay",
        ),
        (
            ("--suppose", "split=40/50/10", "--keep", "--by", "A. Person", "--reason", "r"),
            "Write it in case.yaml: it is a fact of the case.",
        ),
    ],
)
def test_options_that_contradict_each_other_are_refused(case: Path, arguments: tuple[str, ...], words: str) -> None:
    """None is passed over in silence; nothing is written."""
    error = invoke("design", str(case), *arguments).exception
    assert isinstance(error, MisuseError)
    assert words in str(error)
    assert error.exit_status == 2
    assert [each.name for each in case.iterdir()] == ["case.yaml"]


def test_a_supposition_shows_a_difference_and_writes_nothing(case: Path) -> None:
    """What comes in and goes out is told in words and as plain data; the case stays as it was, byte for byte."""
    before = (case / "case.yaml").read_bytes()
    told = invoke("design", str(case), "--suppose", "least-meaning=0.72", "--suppose", "hours=+10%")
    assert told.exit_code == 0, told.exception
    assert "Suppose least-meaning were 0.72 (now 0.4)." in told.output
    assert "Nothing was written." in told.output
    plain = json.loads(invoke("design", str(case), "--suppose", "least-meaning=0.72", "--json").output)
    assert [each["option"] for each in plain["options"]] == ["lighter", "balanced", "fuller"]
    assert {each["turn"] for each in plain["options"][1]["criteria"]} >= {"goes out"}
    assert not plain["nothing_changes"]
    same = json.loads(invoke("design", str(case), "--suppose", "least-meaning=0.4", "--json").output)
    assert same["nothing_changes"]
    assert (case / "case.yaml").read_bytes() == before


def test_what_is_supposed_can_be_kept_as_a_decision(case: Path) -> None:
    """The decision stands in the case with a name, a reason and a day, and the next design is the one shown."""
    asked = ("--suppose", "co-design.meaning=0.3", "--json")
    shown = json.loads(invoke("design", str(case), *asked).output)["options"][1]
    who = ("--by", "A. Person", "--reason", "Two competitions showed it.", "--on", "2026-11-20")
    kept = json.loads(invoke("design", str(case), *asked, "--keep", *who).output)
    assert kept["decisions_recorded"] == 1
    text = (case / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith(GOOD.rstrip("\n").partition("decisions:")[0].rstrip("\n"))
    assert "subject: innovation/co-design.meaning" in text
    again = json.loads(invoke("design", str(case), *asked).output)
    assert again["nothing_changes"]
    assert shown["worth_after"] == again["options"][1]["worth_before"]


def test_a_change_in_percent_is_kept_stage_by_stage_or_refused(case: Path) -> None:
    """Each stage keeps its own share; where scored and asked for differ one decision cannot hold both."""
    who = ("--keep", "--by", "A. Person", "--reason", "r", "--json")
    done = invoke("design", str(case), "--suppose", "co-design.observability=-10%", *who)
    assert json.loads(done.output)["decisions_recorded"] == 1
    error = invoke("design", str(case), "--suppose", "safeguards.signal=-10%", *who).exception
    assert isinstance(error, MisuseError)
    assert "differs between scored and asked for" in str(error)
    late = invoke("design", str(case), "--suppose", "co-design.meaning=0.5", *who, "--on", "2999-01-01").exception
    assert "has not come" in str(late)


def test_adoption_with_an_empty_reason_is_refused(case: Path) -> None:
    """A reason that is given is never replaced by ours."""
    error = invoke("design", str(case), "--adopt", "lighter", "--by", "A. Person", "--reason", "").exception
    assert "needs a person and the authority's own reason" in str(error)


def test_plain_data_of_a_report_goes_where_it_is_asked_to(case: Path, tmp_path: Path) -> None:
    """--out is kept with --json; --format beside it is refused."""
    out = tmp_path / "report.json"
    assert invoke("report", str(case), "--json", "--out", str(out)).output == f"Wrote {out}.\n"
    assert json.loads(out.read_text(encoding="utf-8"))["title"] == "A pilot"
    refused = invoke("report", str(case), "--json", "--format", "md").exception
    assert isinstance(refused, MisuseError)


def test_an_outdated_scheme_is_said_to_be_one(case: Path) -> None:
    """By check and by report, as words and as plain data; nothing is blocked by it."""
    invoke("design", str(case), "--adopt", "balanced", "--by", "A. Person", "--on", "2026-11-21")
    assert "has changed since" not in invoke("check", str(case)).output
    text = (case / "case.yaml").read_text(encoding="utf-8")
    (case / "case.yaml").write_text(text.replace("months: 9", "months: 8"), encoding="utf-8")
    sentence = "The case has changed since scheme 1 was adopted."
    for arguments in (("check", str(case)), ("report", str(case)), ("report", str(case), "--format", "md")):
        result = invoke(*arguments)
        assert sentence in result.output
        assert result.exit_code == 0
    for command in ("check", "report"):
        [found] = json.loads(invoke(command, str(case), "--json").output)["findings"]
        assert (found["code"], found["severity"]) == ("scheme-outdated", "warning")
