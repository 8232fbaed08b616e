"""commonweal --help against a Python that does nothing."""

from timing import program, python, show, time_command

nothing = time_command([python(), "-c", "pass"], runs=15)
show("python -c pass", f"{nothing[0] * 1000:.0f} ms (median {nothing[1] * 1000:.0f})", "")
for label, arguments in {"commonweal --help": ["--help"], "commonweal design --help": ["design", "--help"]}.items():
    best, median = time_command([program(), *arguments], runs=15)
    target = "target: under 2" if arguments == ["--help"] else "for comparison"
    show(label, f"{best * 1000:.0f} ms (median {median * 1000:.0f})", f"{best / nothing[0]:.1f} times; {target}")
