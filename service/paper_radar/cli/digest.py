"""`paper-radar digest`: what is new on the radar today; `--send` sends it."""

import click

from paper_radar.cli.group import Both, pass_both
from paper_radar.client import connect
from paper_radar.printing import print_json


@click.command()
@click.option("--send", is_flag=True, help="Send today's digest by e-mail now; one that was sent is not sent again.")
@pass_both
def digest(both: Both, /, send: bool) -> None:
    """Print the day's digest: the best ten of what came since the last one.

    Once its hour has come it stays the same all day; before, it is what it would hold so far. With --send it goes to
    the address in the options, under Digest, whether it is switched on there or not: so cron can do it, too.
    """
    settings, as_json = both
    with connect(settings) as client:
        if send:
            sent = client.ask("POST", "/digest/send")
            to = client.ask("GET", "/digest/settings")["mail"]["to"]
            if as_json:
                print_json(sent)
            elif sent["sent"]:
                click.echo(f"The digest of {sent['day']} with {_papers(sent['total'])} was sent to {to}.")
            elif sent["why"] == "told":
                click.echo(f"The digest of {sent['day']} was sent before; it is not sent twice.")
            else:
                click.echo("Nothing new is on the radar, so nothing was sent.")
            return
        if as_json:
            print_json(client.ask("GET", "/digest"))
            return
        click.echo(client.ask("GET", "/digest/preview")["text"].partition("\n-- \n")[0].rstrip())


def _papers(total: int) -> str:
    return f"{total:,} paper{'' if total == 1 else 's'}"
