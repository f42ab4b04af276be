"""Whether amounts are bounded as in a text: "op til 30", "mere end 3", "fra 3-12"."""

import re

_MOST = "op til|højst|maksimalt|under|mindre end|færre end|kortere end|indtil|<"
_LEAST = "over|mere end|flere end|længere end|mindst|minimum|>"
_NUMBER = r"\d+(?:[.,]\d+)*"
_BOUNDED = re.compile(
    rf"(?:(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\s*(?:cirka |ca\. |omkring )?)?"
    rf"\b(?P<number>{_NUMBER})\b(?P<more>(?: [\w.]+)? eller (?:mere|derover|flere|længere))?",
    re.IGNORECASE,
)
_RANGES = (
    re.compile(rf"\b({_NUMBER})\s*(?:-|–|til)\s*({_NUMBER})\b"),
    re.compile(rf"\bmellem ({_NUMBER}) og ({_NUMBER})\b", re.IGNORECASE),
)


def wrong_bound(said: str, held: str) -> str:
    """The first amount said with another bound than each time that it stands in the text."""
    theirs = _bounds(held)
    for number, bounds in _bounds(said).items():
        if number in theirs and not bounds & theirs[number]:
            return number
    return ""


def _bounds(text: str) -> dict[str, set[str]]:
    """Each number of a text, and how it is bounded where it stands.

    As the most, the least, neither, or as an end of a range, which may be told as either.
    """
    bounds: dict[str, set[str]] = {}
    for match in _BOUNDED.finditer(text):
        kind = "most" if match["most"] else "least" if match["least"] or match["more"] else ""
        bounds.setdefault(match["number"], set()).add(kind)
    for low, high in (ends for pattern in _RANGES for ends in pattern.findall(text)):
        for end, kind in ((low, "least"), (high, "most")):
            bounds[end] = bounds.get(end, set()) - {""} | {"range", kind}
    return bounds
