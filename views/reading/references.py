"""Where one section names another: "kapitel 5", "afsnit 5.1 og 6.2", "bilag 1-3"."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

_NUMBER = r"\d+(?:\.\d+)*"
_NAMED = re.compile(
    rf"\b(?:afsnit|kapitel|bilag) {_NUMBER}(?:(?:, | og | eller | samt | til |[-–]){_NUMBER})*",
    re.IGNORECASE,
)
_LINKED = re.compile(rf"(?:^\w+ )?(?P<number>{_NUMBER})")
"""The word goes with the first number; each further number stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in a text that names a section."""

    start: int
    end: int
    section: str
    """The number of the section that text[start:end] names."""


def references(text: str, numbers: Container[str]) -> Iterator[Reference]:
    """The references of `text` to sections that exist, in order; a range names its two ends."""
    for named in _NAMED.finditer(text):
        prefix = "Bilag " if named[0].lower().startswith("bilag") else ""
        for linked in _LINKED.finditer(named[0]):
            section = prefix + linked["number"]
            if section in numbers:
                yield Reference(
                    start=named.start() + linked.start(),
                    end=named.start() + linked.end(),
                    section=section,
                )
