"""The container files name what there is: nothing can build them here, so their words are held against the project."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[3]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_is_built_from_the_lock_and_files_that_exist() -> None:
    """With hashes, as another person, and with what PDF documents need."""
    assert "--require-hashes -r requirements/runtime.txt" in DOCKERFILE
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists(), source
    assert "\nUSER commonweal\n" in DOCKERFILE
    assert "libpango-1.0-0 libpangoft2-1.0-0" in DOCKERFILE


def test_the_command_of_the_image_is_one_of_ours() -> None:
    """Its options too."""
    from commonweal.cli.serve import command

    [arguments] = re.findall(r"^CMD \[(.+)\]$", DOCKERFILE, flags=re.MULTILINE)
    program, name, *options = [word.strip(' "') for word in arguments.split(",")]
    assert (program, name) == ("commonweal", "serve")
    shown = CliRunner().invoke(command, ["--help"]).output
    assert all(option in shown for option in options if option.startswith("--"))


def test_compose_and_guide_name_settings_that_exist() -> None:
    """A setting that is renamed must be renamed there."""
    compose = YAML(typ="safe").load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    used = {name for name in compose["services"]["service"]["environment"] if name.startswith("COMMONWEAL_")}
    guide = (ROOT / "docs" / "how-to" / "operate-the-service.md").read_text(encoding="utf-8")
    used |= set(re.findall(r"COMMONWEAL_[A-Z_]+", guide))
    config = ROOT / "src" / "commonweal_web" / "config"
    code = "".join(file.read_text(encoding="utf-8") for file in config.glob("*.py"))
    for name in used:
        assert f'"{name.removeprefix("COMMONWEAL_")}"' in code, name
