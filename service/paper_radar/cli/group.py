"""The command `paper-radar` itself: what its commands share, and how their errors are told."""

import os
from typing import Any

import click

from paper_radar import __version__
from paper_radar.config import Settings, from_environment
from paper_radar.errors import PaperRadarError
from paper_radar.printing import print_json

POLL = 0.3  # seconds between two looks at a job


class _Commands(click.Group):
    """Every error that a person may be shown ends a command as one line, a hint and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except PaperRadarError as error:
            if context.params.get("as_json"):
                print_json({"error": {"code": error.code, "message": error.message, "hint": error.hint}})
            else:
                click.secho(f"Error: {error.message}", fg="red", err=True)
                if error.hint:
                    click.echo(error.hint, err=True)
            context.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="paper-radar")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def main(context: click.Context, as_json: bool) -> None:
    """Paper Radar: what on the page you are reading is on your radar, what is new and related, and why."""
    context.obj = (from_environment(os.environ), as_json)


# Every command is handed the settings, and whether JSON is asked for.
Both = tuple[Settings, bool]
pass_both = click.pass_obj
