"""The words of a text as they are compared with another's: folded, with root and clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.wording import read_wording, root
from corpus import fold

# A prefix with a hyphen belongs to its word: "non-farmakologisk" is no "farmakologisk".
_TOKEN = re.compile(
    r"(?i:non|ikke)-[^\W\d_]+|\d+(?:[.,]\d+)*|§+|%|[^\W\d_]+|[.:;,()\n•]",
)
_PARTS_CLAUSES = frozenset(".:;,()\n•")
_PARTS_SENTENCES = frozenset(".:\n•")
_ONE = frozenset({"én", "ét"})
"""With its accent "en" is a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, a number, or a sign such as % or §."""

    word: str
    """Folded."""
    root: str
    clause: int
    """The number of its clause, from 0; any stop or comma begins another."""
    sentence: int
    """The number of its sentence or item, from 0; a semicolon begins another, too."""
    content: bool
    """It says something: it is no number, no negation and no light word."""
    capital: bool
    """It begins with a capital where no sentence begins, or has nothing else."""
    at: int
    """Where it begins in the text."""


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of `text`, in order."""
    clause = sentence = 0
    begins = True
    before = ""
    for match in _TOKEN.finditer(text):
        found = match[0]
        if found in _PARTS_CLAUSES:
            clause += 1
            sentence += found in _PARTS_SENTENCES or found == ";"
            begins = begins or found in _PARTS_SENTENCES
            continue
        if found[0].isdigit() and text[max(0, match.start() - 1) : match.start()].isalpha():
            continue  # a footnote mark
        word = "1" if found.lower() in _ONE else fold(found).replace("-", "")
        yield Token(
            word=word,
            root=root(word),
            clause=clause,
            sentence=sentence,
            content=_says_something(word) and not _is_ordinal(before, word),
            capital=found[0].isupper() and (not begins or (len(found) > 1 and found.isupper())),
            at=match.start(),
        )
        begins = False
        before = word


def _is_ordinal(before: str, word: str) -> bool:
    """Whether a word counts: "hver tredje"."""
    return before == "hver" and word in read_wording().ordinals


def _says_something(word: str) -> bool:
    wording = read_wording()
    return (
        len(word) > 1
        and not word[0].isdigit()
        and word not in wording.light
        and word not in wording.numbers
        and not wording.negators.match(word)
    )
