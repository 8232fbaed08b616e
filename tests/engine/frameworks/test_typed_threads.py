"""Plain data made into values by several threads at once, as the web processes of the service do."""

from __future__ import annotations

import subprocess
import sys

# Each round has types of its own, so that every one is a first use. In a process of its own: a fault would end it.
ROUNDS = """
import sys, threading, types
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile

TYPES = '''
from __future__ import annotations
from dataclasses import dataclass

@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    x: int
    y: str | None = None
    z: tuple[int, ...] = ()

@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    part: Part
    parts: tuple[Part, ...] = ()
    named: dict[str, Part] | None = None
'''
DATA = {"part": {"x": 1}, "parts": [{"x": 2}], "named": {"one": {"x": 3}}}
file = YamlFile(name="x.yaml", data=DATA, lines={(): 1})
sys.setswitchinterval(1e-6)
made = []
for number in range(150):
    module = types.ModuleType(f"types_{number}")
    sys.modules[module.__name__] = module
    exec(TYPES, module.__dict__)
    together = threading.Barrier(4)

    def make():
        together.wait()
        made.append(convert(DATA, module.Whole, file=file, known_good=True).parts[0].x)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(len(made), set(made))
"""


def test_a_type_may_be_used_for_the_first_time_by_several_threads() -> None:
    """As when a process has just started and several people ask it for something at once."""
    done = subprocess.run([sys.executable, "-c", ROUNDS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "600 {2}\n"), done.stderr
