"""The language of docstrings and of the command line's help, by the rules of `scripts/prose/`."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from documenting.public_api import all_entries
from prose.rules import findings
from prose.texts import plain
from speechtotext.cli._main import root_command


def docstring_texts() -> dict[str, str]:
    """The paragraphs of docstrings, with the name that each is of."""
    found: dict[str, str] = {}
    for entry in all_entries():
        doc = entry.doc
        for words in (doc.summary, *doc.body.split("\n\n"), doc.returns, *doc.arguments.values(), *doc.errors.values()):
            if words and not words.startswith("    "):
                found.setdefault(plain(" ".join(words.split())), entry.name)
    return found


def help_texts(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a command's help and of its options, and those of the commands below it."""
    for paragraph in (command.help or "").split("\n\n"):
        if not paragraph.strip().startswith("\b"):
            yield path, " ".join(paragraph.split())
    for option in command.params:
        yield f"{path} {option.name}", " ".join((getattr(option, "help", None) or "").split())
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from help_texts(below, f"{path} {name}")


def test_docstrings_keep_the_rules() -> None:
    broken = [
        f"{name}: {found.message} ({found.words!r})"
        for words, name in docstring_texts().items()
        for found in findings(words)
    ]

    assert broken == []


def test_the_help_of_commands_keeps_the_rules() -> None:
    broken = [
        f"{place}: {found.message} ({found.words!r})"
        for place, words in help_texts(root_command, "speechtotext")
        for found in findings(words)
    ]

    assert broken == []


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("What fails is sent again.", "riddles"),
        ("The client goes on where it was.", "riddles"),
        ("Give an id in place of the entity.", "plain"),
        ("A web hook or a webhook.", "terms"),
        (f"{'word ' * 40}.", "length"),
        ("It waits for the the job.", "lexical_illusions"),
    ],
)
def test_a_rule_finds_what_breaks_it(words: str, rule: str) -> None:
    assert rule in {found.rule for found in findings(words)}


def test_plain_sentences_break_no_rule() -> None:
    assert list(findings("The client retries transient errors. What changed? Nothing that you see.")) == []
