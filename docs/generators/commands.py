"""The command line's own help: the page of commands, and the text that help shows before anything is loaded."""

from __future__ import annotations

from collections.abc import Iterator

import click

from commonweal.cli.app import COMMANDS, group
from generators.pages import Written, marked, page

WIDTH = 80


def command_pages() -> Written:
    return Written(
        texts={
            "docs/reference/commands.md": _commands(),
            "src/commonweal/cli/help.txt": _group_help(),
        }
    )


def _group_help() -> str:
    settings = {**group.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(group, info_name="commonweal", **settings)
    return group.get_help(context) + "\n"


def _commands() -> str:
    lines = [
        marked("the command's own help"),
        "",
        "# Commands",
        "",
        "This is what each command says of itself when you add `--help`.",
        "What the numbers that a command ends with mean stands in [exit statuses](exit-statuses.md).",
        "",
        "## `commonweal`",
        "",
        "```text",
        _group_help().rstrip(),
        "```",
    ]
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        for path, help_text in _helps(command, f"commonweal {name}"):
            depth = "##" if path.count(" ") == 1 else "###"
            lines += ["", f"{depth} `{path}`", "", "```text", help_text, "```"]
    return page(lines)


def _helps(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """A command's help and, below it, that of each subcommand."""
    context = click.Context(
        command,
        info_name=path,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    yield path, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _helps(below, f"{path} {name}")
