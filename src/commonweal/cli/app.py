"""The command group: each command is loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from commonweal.record.errors import CommonwealError
from commonweal.record.text import visible

# Command → module and the line that the group's help shows. A test holds these against the commands' own help.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "review": ("commonweal.cli.review", "Review a published notice: what it asks, beside what would fit at its stage."),
    "new": ("commonweal.cli.new", "Lay out a case, from a notice or a template."),
    "design": ("commonweal.cli.design", "Propose three proportionate schemes, each choice with its reason."),
    "check": ("commonweal.cli.check", "Ask every legal check of a case."),
    "report": ("commonweal.cli.report", "Write the report of a design as HTML, Markdown or text."),
    "forecast": (
        "commonweal.cli.forecast",
        "Forecast what a case may do in the world, and what learning is worth.",
    ),
    "challenge": (
        "commonweal.cli.challenge",
        "Ask before publication whether a scheme would reward the wrong bid.",
    ),
    "elicit": ("commonweal.cli.elicit", "Fit a belief to quantiles that somebody states."),
    "clauses": ("commonweal.cli.clauses", "List what to have drafted for the contract and the notice."),
    "documents": ("commonweal.cli.documents", "Make the tender pack of a scheme: Word, accessible PDF and more."),
    "packs": ("commonweal.cli.packs", "List, show, compare, write and check packs."),
    "explain": ("commonweal.cli.explain", "Explain a criterion, measure, check or setting."),
    "read-response": ("commonweal.cli.read_response", "Preview a bidder's filled response template."),
    "zip": ("commonweal.cli.zip", "Put a case folder into one file to send or keep."),
    "serve": ("commonweal.cli.serve", "Start the web service, with its worker for background work."),
    "admin": ("commonweal.cli.admin", "Keep a service: its tables, first people, whole content, and record."),
}


class CommandGroup(click.Group):
    """A group that imports a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        """An unknown command names the nearest one."""
        import difflib

        if args and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else f" Commands are {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)


@click.command(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="commonweal", message="%(prog)s %(version)s")
def group() -> None:
    """Public procurement that is fair to innovation and to society.

    Commonweal reviews published notices, and designs social value criteria that fit each stage of development:

    \b
      commonweal review notice.json
      commonweal new my-case --template sandbox-pilot
      commonweal design my-case
      commonweal report my-case --format html --out report.html

    A case is a folder of readable YAML. Findings are prompts to a named person, not legal advice.

    Exit status: 0 done, 1 blocking findings, 2 usage, 3 unreadable input, 4 refused.
    Shell completion: eval "$(_COMMONWEAL_COMPLETE=bash_source commonweal)" (or zsh_source, fish_source).
    """


def run() -> int:
    """Run a command, and give its status; every error of ours is one sentence on standard error."""
    try:
        status = group.main(prog_name="commonweal", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except CommonwealError as error:
        click.echo(f"{click.style('Error:', fg='red', bold=True)} {visible(str(error))}", err=True)
        return error.exit_status
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
