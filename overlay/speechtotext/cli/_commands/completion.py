"""`speechtotext completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that completes commands in a shell.

    \b
    bash:  eval "$(speechtotext completion bash)"     in ~/.bashrc
    zsh:   eval "$(speechtotext completion zsh)"      in ~/.zshrc
    fish:  speechtotext completion fish | source      in ~/.config/fish/config.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "speechtotext", "_SPEECHTOTEXT_COMPLETE").source())
