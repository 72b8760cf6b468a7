"""The share of line breaks inside words where no spaces tell them, without and with the extra `words`.

The sentences and their words are those of `tests/results/words/`.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from results.word_breaks import LANGUAGES, breaks, sentences, without_the_extra


def main() -> None:
    print(f"\n{'Line breaks inside words':<24} {'sentences':>9} {'without':>16} {'with words':>16}")
    for language in LANGUAGES:
        with without_the_extra():
            former = share(*breaks(language))
        print(f"{language:<24} {len(sentences(language)):>9} {former:>16} {share(*breaks(language)):>16}")


def share(inside: int, count: int) -> str:
    return f"{inside} of {count}, {inside / count:.0%}"


if __name__ == "__main__":
    main()
