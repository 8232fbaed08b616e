"""commonweal serve."""

from __future__ import annotations

import click

from commonweal.cli.service import service


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Threads in each.")
@click.option("--no-worker", is_flag=True, help="Leave background work to another machine.")
@click.option("--no-migrate", is_flag=True, help="Leave the tables as they are; /ready says if they are behind.")
@click.option("--once", is_flag=True, help="Start, wait until it is ready, say so, and stop.")
def command(
    *, host: str, port: int, processes: int, threads: int, no_worker: bool, no_migrate: bool, once: bool
) -> int:
    """Start the web service, with its worker for background work.

    Settings come from the environment (COMMONWEAL_…); the operations guide lists them. On one person's own machine
    set COMMONWEAL_LOCAL=1; everywhere else the service expects HTTPS in front of it.

    \b
    Examples:
      COMMONWEAL_LOCAL=1 commonweal serve
      commonweal serve --host 0.0.0.0 --processes 4
    """
    with service():
        from commonweal_web.config.serving import Serving, prepare, serve

        prepare(migrate=not no_migrate)
        serving = Serving(host=host, port=port, processes=processes, threads=threads, worker=not no_worker)
        return serve(serving, once=once, say=click.echo)
