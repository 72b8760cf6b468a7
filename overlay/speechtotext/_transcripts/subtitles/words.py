"""Where words end in scripts that put no space between them, as far as the extra `words` is installed.

Which library is asked for which script was chosen by 35 sentences of each language, whose words were marked by hand:
`tests/results/words/`. Of the breaks that they allow, these shares are inside words: Japanese by budoux 0 % (ICU 27 %),
Chinese where both agree 5 % (budoux 12 %, ICU 24 %), by ICU Thai 6 % (budoux 13 %), Khmer 1 %, Burmese 4 %, Lao 7 %.
icu4py rather than PyICU, which finds the same words: it brings ICU along, and nothing has to be compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import accumulate
from typing import Final, TypeAlias

# From a text to the places at which words end in it.
_Ends: TypeAlias = Callable[[str], set[int]]

_KANA: Final = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BY_ICU: Final = (
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u1780-\u17ff]"), "km"),
    (re.compile("[\u1000-\u109f\uaa60-\uaa7f]"), "my"),
    (re.compile("[\u0e80-\u0eff]"), "lo"),
)


def word_ends(text: str) -> set[int] | None:
    """Return the places in a text without spaces at which words end; None if nothing here can tell.

    Texts of several scripts go by the first of these that they hold: Japanese, Chinese, Thai, Khmer, Burmese, Lao.
    """
    if _KANA.search(text):
        return _ends(_budoux("japanese"), text)
    if _HAN.search(text):
        ends, others = _ends(_budoux("simplified_chinese"), text), _ends(_icu("zh"), text)
        return ends & others if ends and others else ends or others
    for script, language in _BY_ICU:
        if script.search(text):
            return _ends(_icu(language), text)
    return None


def _ends(find: _Ends | None, text: str) -> set[int] | None:
    return find(text) if find is not None else None


@cache
def _budoux(language: str) -> _Ends | None:
    try:
        import budoux
    except ImportError:
        return None
    parser = getattr(budoux, f"load_default_{language}_parser")()
    return lambda text: _places(parser.parse(text))


@cache
def _icu(language: str) -> _Ends | None:
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    return lambda text: _places(WordBreaker(text, language))


def _places(parts: Iterable[str]) -> set[int]:
    return set(accumulate(map(len, parts)))
