"""The rules: words and phrases that people read twice, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from proselint.checks import lexical_illusions, nonwords
from proselint.registry.checks import Check, CheckResult
from proselint.registry.checks.engine import Fancy, RegexOptions
from proselint.registry.checks.types import ExistenceSimple, PreferredFormsSimple

_LONGEST_SENTENCE: Final = 35
_SENTENCE_END: Final = re.compile(r"(?<=[.!?:;])\s+")

# The project's own spelling of a term: the same everywhere.
_TERMS: Final = {
    "webhook": "web hook",
    "webhooks": "web hooks",
    "time-out": "timeout",
    "time-outs": "timeouts",
    "end point": "endpoint",
    "file name's ending": "extension",
    "sub-title": "subtitle",
    "e-mail": "email",
    "for ever": "forever",
    "any more": "no longer, or leave it out",
}
# Long ways to say something short.
_PLAIN: Final = {
    "in order to": "to",
    "in place of": "instead of",
    "utilize": "use",
    "leverage": "use",
    "a number of": "several, or the number",
    "as well as": "and",
    "prior to": "before",
    "subsequent to": "after",
    "with regard to": "about",
    "in the event that": "if",
    "due to the fact that": "because",
    "at this point in time": "now",
    "via": "through",
    "whilst": "while",
    "shall": "must, or the present tense",
}
# Sentences that have to be read twice. Each is a regular expression with the reason.
_RIDDLES: Final = {
    r"(?:\A\s*|[.!?:] )(?:What|Whatever|Whichever|Whoever) (?!(?:is|are|does|do|happens|can|should|changed|to|every) )"
    r"[a-z][^?]*$": "begin with the thing that acts, not with 'what …'",
    r"\bthat which\b|\bthose which\b": "name the thing",
    r"\bnothing of the kind\b|\bcannot be meant\b|\bof its own accord\b": "say what is wrong",
    r"\b(?:waited out|looked over|looked after|looks? grow|side by side)\b": (
        "use the field's term: retried, checked, concurrently"
    ),
    r"\b(?:is|are) told\b|\btold (?:with|by|of)\b|\btells of\b": "use 'reports', 'says' or 'returns'",
    r"\bsays? otherwise\b|\bunless told\b|\bsay so\b": "use 'unless you set …' or 'change it with …'",
    r"\bis no (?:id|list|path|file|entity|signature|number|version|region|credential)\b": "use 'is not a …'",
    r"\b(?:might|could) (?:possibly|perhaps)\b|\b(?:very|simply|obviously|easily|of course|just)\b": "leave it out",
    r"\bwill be \w+ed\b": "use the present tense",
    r"\b(?:please|kindly)\b": "leave it out",
    r"\bso many\b|\bas many as there are\b": "say the number or the maximum",
    r"\bgone (?:from|in)\b": "use 'removed'",
    r"\bgo(?:es)? on (?:with|where|as)\b": "use 'continue'",
    r"\be\.g\.|\bi\.e\.|\betc\b": "write 'such as', 'that is', or name the others",
    r"\bis made of\b|\bcomes? to grief\b|\bin the way\b": "say it plainly",
}


@dataclass(frozen=True)
class Finding:
    """A place that breaks a rule.

    Args:
        rule: name of the rule.
        message: what to do.
        words: the words that break it.
    """

    rule: str
    message: str
    words: str


def findings(text: str) -> Iterator[Finding]:
    """Check a paragraph, whose code is replaced by a placeholder."""
    # Proselint looks for separators around words.
    padded = f"\n{text}\n"
    for check in _CHECKS:
        for found in check.check_with_flags(padded):
            words = padded[slice(*found.span)].strip()
            yield Finding(found.check_path, found.message, words)


def _long_sentences(text: str, check: Check) -> Iterator[CheckResult]:
    for sentence in _SENTENCE_END.split(text):
        count = len(sentence.split())
        if count > _LONGEST_SENTENCE:
            start = text.index(sentence)
            message = f"divide this sentence of {count} words"
            yield CheckResult(check.path, message, (start, start + len(sentence)), None)


_CHECKS: Final = (
    Check(PreferredFormsSimple(_TERMS), path="terms", message="write '{}' instead of '{}'"),
    Check(PreferredFormsSimple(_PLAIN), path="plain", message="write '{}' instead of '{}'"),
    *(
        Check(
            ExistenceSimple(pattern),
            engine=Fancy(RegexOptions(case_insensitive=False)),
            path="riddles",
            message=message,
        )
        for pattern, message in _RIDDLES.items()
    ),
    Check(_long_sentences, path="length"),
    *lexical_illusions.__register__,
    *nonwords.__register__,
)
