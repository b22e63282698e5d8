"""`paper-radar serve`, `pair` and `doctor`: the service itself."""

import click

from paper_radar.cli.group import Both, pass_both
from paper_radar.client import connect
from paper_radar.errors import BadInputError
from paper_radar.printing import print_json
from paper_radar.storage.lock import holder


@click.command()
@click.option("--open", "open_page", is_flag=True, help="Open the pairing page if no browser is paired yet.")
@pass_both
def serve(both: Both, open_page: bool) -> None:
    """Run the service until Ctrl+C."""
    from paper_radar.server import serve as run

    run(both[0], open_page=open_page, say=click.echo)


@click.command()
@click.option("--open", "open_page", is_flag=True, help="Open the pairing page in the browser.")
@pass_both
def pair(both: Both, open_page: bool) -> None:
    """A fresh code to pair a browser with the running service."""
    settings, as_json = both
    running = holder(settings.data_dir)
    if running is None or not running.url:
        raise BadInputError("The service is not running.", "Start it: paper-radar serve --open")
    with connect(settings) as client:
        code = client.ask("POST", "/pair/codes")
    if as_json:
        print_json(code)
    else:
        click.echo(f"Open {code['url']} in the browser that has the extension,")
        click.echo(f"or type the code {code['code']} into its options. It works once, for {code['minutes']} minutes.")
    if open_page:
        click.launch(code["url"])


@click.command()
@pass_both
@click.pass_context
def doctor(context: click.Context, both: Both) -> None:
    """What is wrong on this machine, and how to mend it."""
    from dataclasses import asdict

    from paper_radar.doctor import examine

    settings, as_json = both
    findings = list(examine(settings))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        signs = {"well": ("✓", "green"), "note": ("·", "yellow"), "wrong": ("✗", "red")}
        for finding in findings:
            sign, colour = signs[finding.state]
            click.secho(f"{sign} {finding.what}: {finding.told}", fg=colour)
            if finding.state != "well" and finding.mend:
                click.echo(f"    {finding.mend}")
    context.exit(int(any(finding.state == "wrong" for finding in findings)))
