"""The same question as it might be mistyped: what an answer should survive."""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from corpus import Vocabulary, words


def typos(question: str) -> str:
    """Two neighbouring letters change places in every fourth word of five letters or more."""
    chance = random.Random(question)
    counted = 0

    def swap(match: re.Match[str]) -> str:
        nonlocal counted
        word = match[0]
        counted += 1
        if counted % 4 != 1:
            return word
        at = chance.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return re.sub(r"[a-zæøåA-ZÆØÅ]{5,}", swap, question)


def without_danish_letters(question: str) -> str:
    """`ae`, `oe` and `aa` for `æ`, `ø` and `å`."""
    for letter, typed in zip("æøåÆØÅ", ("ae", "oe", "aa", "Ae", "Oe", "Aa"), strict=True):
        question = question.replace(letter, typed)
    return question


def lower_case(question: str) -> str:
    """No capitals and no question mark."""
    return question.lower().rstrip("?! ")


def split_compounds(question: str, vocabulary: Vocabulary) -> str:
    """Compounds of known words written apart, as many write them."""
    written = []
    for word in question.split():
        bare = re.sub(r"\W", "", word)
        folded = words(bare)
        parts = vocabulary.parts(folded[0]) if len(folded) == 1 else ()
        cut = len(bare) - _length_before_folding(bare, len(parts[1])) if parts else 0
        written.append(word.replace(bare, f"{bare[:cut]} {bare[cut:]}") if parts else word)
    return " ".join(written)


def _length_before_folding(word: str, folded: int) -> int:
    """How many letters at the end of `word` make `folded` letters when folded."""
    length = 0
    while folded > 0 and length < len(word):
        length += 1
        folded -= len(without_danish_letters(word[-length]))
    return length


def perturbations(texts: Sequence[str]) -> Mapping[str, Callable[[str], str]]:
    """Every way of mistyping, by its name; compounds are those of the words in `texts`."""
    vocabulary = Vocabulary(texts)
    return {
        "typos": typos,
        "ae/oe/aa": without_danish_letters,
        "lower case": lower_case,
        "split compounds": lambda question: split_compounds(question, vocabulary),
    }
