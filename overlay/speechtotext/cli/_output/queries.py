"""JMESPath queries over what a command prints."""

from __future__ import annotations

from typing import Any

import click


class Query:
    """A JMESPath expression.

    Raises:
        click.ClickException: it is not valid.
    """

    def __init__(self, expression: str) -> None:
        # Imported here because most commands do without.
        try:
            import jmespath
            from jmespath.exceptions import JMESPathError
        except ModuleNotFoundError as error:
            raise click.ClickException('--query needs jmespath: pip install "speechtotext-client[cli]"') from error
        self._expression = expression
        try:
            self._compiled = jmespath.compile(expression)
        except JMESPathError as error:
            raise self._refused(error) from error

    def search(self, value: Any) -> Any:
        """Return what the expression selects from JSON.

        Raises:
            click.ClickException: a function of it does not take what is there.
        """
        try:
            return self._compiled.search(value)
        # Functions compare and add what they are given: other errors than those of jmespath come from there.
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> click.ClickException:
        reason = " ".join(str(error).split()).rstrip(".")
        return click.ClickException(f"--query {self._expression!r} cannot be used: {reason}.")
