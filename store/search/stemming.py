"""The Porter stemmer, so that `segmenting` and `segmentation` are one family.

M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980. The measure of a stem is the number
of times a vowel run is followed by a consonant run. English only; any other word is left nearly as it is.
"""

import re

MOST = 200_000
"""Stems that are kept at a time."""

_HAS_VOWEL = re.compile(r"[aeiou]|[^aeiou]y")
_RUNS = re.compile(r"[aeiouy]+[^aeiouy]+")
_SHORT = re.compile(r"[^aeiou][aeiouy][^aeiouwxy]$")

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able",
    "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate",
    "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al",
    "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip


def _longest(suffixes: "dict[str, str] | tuple[str, ...]") -> re.Pattern[str]:
    ordered = sorted(suffixes, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(ordered)})$")


_SUFFIX_2, _SUFFIX_3, _SUFFIX_4 = _longest(_STEP_2), _longest(_STEP_3), _longest(_STEP_4)


def _measure(stem: str) -> int:
    return len(_RUNS.findall(stem))


def stem(word: str) -> str:
    """Return the stem of a folded word; words under four letters and words with digits are their own."""
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return word
    word = _past(_plural(word))
    if word.endswith("y") and _HAS_VOWEL.search(word[:-1]):
        word = word[:-1] + "i"
    word = _swap(word, _SUFFIX_2, _STEP_2)
    word = _swap(word, _SUFFIX_3, _STEP_3)
    return _tidy(_strip(word))


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    """Undo `-eed`, `-ed`, `-ing`, and mend what is left."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and _HAS_VOWEL.search(word[: -len(suffix)]):
            return _mended(word[: -len(suffix)])
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _SHORT.search(word) else word


def _swap(word: str, suffix: re.Pattern[str], table: dict[str, str]) -> str:
    found = suffix.search(word)
    if found and _measure(word[: found.start()]):
        return word[: found.start()] + table[found.group()]
    return word


def _strip(word: str) -> str:
    """Drop a suffix of step 4 from a stem of measure two or more."""
    found = _SUFFIX_4.search(word)
    if not found or _measure(word[: found.start()]) < 2:
        return word
    kept = word[: found.start()]
    return word if found.group() == "ion" and not kept.endswith(("s", "t")) else kept


def _tidy(word: str) -> str:
    """Drop a final `e` and halve a final `ll`, as step 5 does."""
    if word.endswith("e"):
        rest = word[:-1]
        measure = _measure(rest)
        if measure > 1 or (measure == 1 and not _SHORT.search(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


class Stems:
    """The stem of every word met so far, in a plain dictionary, which the cyclic collector passes over."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __getitem__(self, word: str) -> str:
        """Return the stem of a word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            found = self._known[word] = stem(word)
        return found
