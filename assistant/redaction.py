"""Civil registration (CPR) numbers are taken out of a question before anything else sees it."""

import re
import unicodedata
from calendar import monthrange

REDACTED = "[CPR fjernet]"

# DDMMYY and a serial number, or six digits in pairs: between the parts up to four separators, as
# people and programs write them. Every position is tried, so that a number in front ("2024
# 140285-1234") can't hide one. A DOI ("10.1016/0304-...") is no CPR number.
_BETWEEN = "[ ./,:-]"
_CPR = re.compile(
    r"(?=(?<!\d)(?!10\.\d{4}/)("
    rf"(\d\d)(\d\d)(\d\d){_BETWEEN}{{0,4}}\d\d ?\d\d"
    rf"|(\d\d){_BETWEEN}{{1,4}}(\d\d){_BETWEEN}{{1,4}}(\d\d){_BETWEEN}{{1,4}}\d{{4}}"
    r")(?!\d))"
)
_DASHES = frozenset("\u2043\u2212\u30fc\u301c\uff5e~_\u00b7\u2022+*|\\")
"""What stands for a hyphen without being a dash to Unicode."""

_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that don't show."""

_POINTS = {"\uff0e": ".", "\uff0f": "/", "\uff1a": ":", "\uff0c": ","}
_REPLACEMENT_DAY = 60
"""Added to the day in the numbers that a hospital gives those who have none."""


def redact(text: str) -> tuple[str, bool]:
    """`text` without CPR numbers, and whether it held any.

    DDMMYY-SSSS in any digits and with any separators, if the date can exist. Modulus 11 is not
    asked for: numbers that fail it have been given out since October 2007 (CPR-kontoret).
    """
    folded = [(one, at) for at, character in enumerate(text) if (one := _fold(character))]
    plain = "".join(one for one, _ in folded)
    parts: list[str] = []
    end = last = 0
    for match in _CPR.finditer(plain):
        first, behind = match.span(1)
        date = match.group(2, 3, 4) if match[2] else match.group(5, 6, 7)
        if first >= last and _is_date(*map(int, date)):
            parts += [text[end : folded[first][1]], REDACTED]
            end, last = folded[behind - 1][1] + 1, behind
    return "".join([*parts, text[end:]]), bool(parts)


def _fold(character: str) -> str:
    """A digit of any script as 0-9, any dash as -, any space as a space, else the character.

    Nothing for what doesn't show.
    """
    value = unicodedata.digit(character, None)
    if value is not None:
        return str(value)
    category = unicodedata.category(character)
    if character.isspace():
        return " "
    if category in ("Mn", "Me", "Cf", "Cc") or character in _BLANKS:
        return ""
    if category == "Pd" or character in _DASHES:
        return "-"
    return _POINTS.get(character, character)


def _is_date(day: int, month: int, year: int) -> bool:
    if day > _REPLACEMENT_DAY:
        day -= _REPLACEMENT_DAY
    # 1900 was no leap year and 2000 was: a year of two digits may mean either.
    return 1 <= month <= 12 and 1 <= day <= max(
        monthrange(century + year, month)[1] for century in (1900, 2000)
    )
