"""Civil registration (CPR) numbers are taken out of a question before anything else sees it."""

import re
import unicodedata
from calendar import monthrange

REDACTED = "[CPR fjernet]"

# Up to three separators between the parts, as people and programs write them: spaces of every
# width, hyphens and dashes, a dot or slash, and characters that don't show.
_GAP = r"[\s\u00a0\u2000-\u200d\u202f\u2060\ufeff\u00ad\-\u2010-\u2015\u2212./]{0,3}"
_CPR = re.compile(rf"(?<!\d)(\d{{2}}){_GAP}(\d{{2}}){_GAP}(\d{{2}}){_GAP}(\d{{4}})(?!\d)")
_REPLACEMENT_DAY = 60
"""Added to the day in the numbers that a hospital gives those who have none."""


def redact(text: str) -> tuple[str, bool]:
    """`text` without CPR numbers, and whether it held any.

    DDMMYY-SSSS with any separators, if the date can exist. Modulus 11 is not asked for: numbers
    that fail it have been given out since October 2007 (CPR-kontoret).
    """
    digits = "".join(_digit(character) for character in text)  # as long as text
    parts, end = [], 0
    for match in _CPR.finditer(digits):
        if _is_date(*map(int, match.group(1, 2, 3))):
            parts += [text[end : match.start()], REDACTED]
            end = match.end()
    return "".join([*parts, text[end:]]), bool(parts)


def _digit(character: str) -> str:
    """A digit of any script or width as 0-9; everything else as it is."""
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _is_date(day: int, month: int, year: int) -> bool:
    if day > _REPLACEMENT_DAY:
        day -= _REPLACEMENT_DAY
    # 1900 was no leap year and 2000 was: a year of two digits may mean either.
    return 1 <= month <= 12 and 1 <= day <= max(
        monthrange(century + year, month)[1] for century in (1900, 2000)
    )
