import click
import requests


@click.group()
@click.option("--base", default="https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1", show_default=True)
@click.option("--key", envvar="SPEECH_KEY")
@click.pass_context
def cli(ctx, base, key):
    ctx.obj = {"base": base, "headers": {"Ocp-Apim-Subscription-Key": key}}


@cli.command()
@click.pass_obj
def jobs(obj):
    click.echo(requests.get(obj["base"] + "/transcriptions", headers=obj["headers"]).text)


@cli.command()
@click.argument("job_id")
@click.pass_obj
def files(obj, job_id):
    click.echo(requests.get(f"{obj['base']}/transcriptions/{job_id}/files", headers=obj["headers"]).text)
