"""Designing a five-stage case with all packs, the whole process."""

from timing import program, python, show, time_command

imports = time_command([python(), "-c", "import click, rich.table, ruamel.yaml, msgspec, highspy"], runs=5)
show("importing the libraries alone", f"{imports[0]:.2f} s (median {imports[1]:.2f})", "")
for label, case in {
    "five contracts, one a stage": "bench/five_stages",
    "one contract, three stages": "examples/sandbox-pilot",
}.items():
    for form in ((), ("--json",)):
        best, median = time_command([program(), "design", case, *form], runs=5)
        name = f"commonweal design, {label}{' --json' if form else ''}"
        show(
            name, f"{best:.2f} s (median {median:.2f})", f"{best / imports[0]:.1f} times the imports; target: under 2 s"
        )
