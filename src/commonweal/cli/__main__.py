"""python -m commonweal.cli."""

from commonweal.cli import main

main()
