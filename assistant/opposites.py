"""Whether a statement says the opposite of a text: by a negation, a word, or a degree."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.reading import Marked, Reading, sharpens_duty
from assistant.wording import found_in, groups_of, overlap, read_wording, root

_DEGREE_LETTERS = 5
"""By which a word of degree is known again in another form.

Like the other limits here it was fitted on eval/grounding/dev.jsonl.
"""

_NEIGHBOURS = 3
"""Content words on each side of a word that tell what it is said of."""

_LACKING_REACH = 2
"""Words behind "mangler" in which stands what is lacking."""

_ONLY_REACH = 4
"""Words before "alene" in which "ikke" takes it back."""

_ONLY = frozenset({"kun", "udelukkende", "alene", "blot", "bare"})
_WITHOUT = root("uden")
"""Any other negation may say it."""

_NEVER = frozenset({"aldrig", "ingen", "hverken"})

_SOME = frozenset({"nogle", "visse", "fleste", "stoerstedelen", "hovedparten"})
_SOME_REACH = 4
"""Words behind one of these in which stands of whom it is said."""
_LIMITED = _SOME | frozenset(
    "mange flere del andel faa flertallet majoriteten halvdelen somme bestemte udvalgte "
    "en et kan ikke ofte typisk hyppigt primaert overvejende undertiden eventuelt".split()
)
"""By which a claim isn't said of all, nor as always so."""

_PREFIXES = ("u", "in", "non", "ikke")
_PREFIXES_ALONE = ("u", "in", "mis", "non", "ikke")
_SHORTEST_PREFIXED = 3
"""Letters of a root that is too short to be known again without a prefix: "inde"."""


def wrong_negation(said: Reading, held: Reading) -> str:
    """The first negation that only one of them has (+ said, - held); each is met by one."""
    left = list(held.negations)
    for mark in said.negations:
        about = _negated(mark)
        if _is_lacking(about, held):
            continue
        nearest = max(left, key=lambda one: overlap(about, _surroundings(one)), default=None)
        if nearest is None or not overlap(about, _surroundings(nearest)):
            return "+" + " ".join(about)
        left.remove(nearest)
    for mark in left:
        if core := _dropped(mark, said):
            return "-" + " ".join(core)
    return ""


def _negated(mark: Marked) -> tuple[str, ...]:
    """What a negation is about most; and the need, where it is one that is denied."""
    needs = groups_of(root("behoeve"))
    about = mark.close[:1] or mark.before[-1:]
    return (*about, *(one for one in mark.before[-1:] if groups_of(one) & needs))


def _surroundings(mark: Marked) -> tuple[str, ...]:
    return (*mark.before[-1:], *(mark.close or mark.after))


def _is_lacking(about: Collection[str], held: Reading) -> bool:
    """Whether the text says "mangler" or "manglende" of it, which negates as well."""
    return any(
        one.word.startswith("mangl")
        and any(behind.root in about for behind in held.tokens[at + 1 :][:_LACKING_REACH])
        for at, one in enumerate(held.tokens)
    )


def _dropped(mark: Marked, said: Reading) -> tuple[str, ...]:
    """What a negation of the text is about, if it was said without it; or nothing."""
    core = mark.close or mark.before[-1:]
    around = (*core[1:], *mark.before[-1:]) if len(core) > 1 else ()
    if not core or not (found_in(core[0], said.roots) or _is_paraphrased(mark, said)):
        return ()
    if around and not any(found_in(one, said.roots) for one in around):
        return ()
    return core


def _is_paraphrased(mark: Marked, said: Reading) -> bool:
    """Whether what a negation is about was said in another word, amid the same, and affirmed."""
    around = (*mark.before[-1:], *mark.close[1:])
    return (
        bool(mark.close and around and groups_of(mark.close[0]) & said.groups)
        and not said.negations
        and all(found_in(one, said.roots) for one in around)
    )


def opposite_word(said: Reading, held: Reading) -> str:
    """The first word that stands where the text has its opposite."""
    if word := _prefixed_alone(said, held):
        return word
    for pair in (*read_wording().opposites, *_prefixed_pairs(said.roots, held.roots)):
        for mine, theirs in (pair, pair[::-1]):
            if mine not in said.roots or theirs not in held.roots or theirs in said.roots:
                continue
            if mine.endswith(theirs) and _is_negated(theirs, held):
                continue  # "uafklaret" for "ikke afklaret"
            places = list(_neighbours(said, mine))
            alike = [one for one in held.roots if one == mine or groups_of(one) & groups_of(mine)]
            near = [place for one in alike for place in _neighbours(held, one)]
            if mine == _WITHOUT:
                near += [frozenset(_surroundings(mark)) for mark in held.negations]
            own = _nearness(places, near)
            rival = _nearness(places, _neighbours(held, theirs))
            if rival > own or (rival and not near):
                return f"{mine} for {theirs} {own} {rival}"
    return ""


def _prefixed_alone(said: Reading, held: Reading) -> str:
    """A word with a negating prefix that one has, where only the other has it, without any."""
    for some, other in ((said, held), (held, said)):
        without = other.roots - some.roots
        for word in sorted(some.roots - other.roots):
            for plain in _unprefixed(word, _PREFIXES_ALONE):
                if plain in without and not _is_negated(plain, other):
                    return word
    return ""


def _is_negated(word: str, reading: Reading) -> bool:
    return any(word in _surroundings(mark) for mark in reading.negations)


def _prefixed_pairs(said: frozenset[str], held: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Words said, each with the text's word that differs by a negating prefix."""
    for word in sorted(said):
        if len(word) > _SHORTEST_PREFIXED:
            yield from ((word, one + word) for one in _PREFIXES if one + word in held)
    for word in sorted(said):
        yield from ((word, one) for one in _unprefixed(word, _PREFIXES) if one in held)


def _unprefixed(word: str, prefixes: Sequence[str]) -> Iterator[str]:
    for prefix in prefixes:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > _SHORTEST_PREFIXED:
            yield rest


def _neighbours(reading: Reading, word: str) -> Iterator[frozenset[str]]:
    """The roots about each place where `word` stands, which needn't be a content word."""
    content = [one for one in reading.tokens if one.content or one.root == word]
    for at, one in enumerate(content):
        if one.root == word:
            around = content[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
            yield frozenset(near.root for near in around if near is not one)


def _nearness(places: Sequence[frozenset[str]], others: Iterable[frozenset[str]]) -> int:
    """How much the likest two of them share."""
    return max((overlap(one, other) for other in others for one in places), default=0)


def wrong_degree(said: Reading, held: Reading) -> str:
    """The first word that limits, sharpens or turns a claim, and that the text hasn't."""
    for one in said.content:
        if one.word in read_wording().changes and not held.says(one.root):
            return one.word
    for at, one in enumerate(said.tokens):
        if one.word not in read_wording().degrees or _has_degree(one.word, held):
            continue
        if not sharpens_duty(said.tokens, at) and not _is_taken_back(said, at):
            return one.word
    if held.words & _ONLY and _is_only(said) and not _is_only(held):
        return "only"
    return _widened(said, held)


def _widened(said: Reading, held: Reading) -> str:
    """Whom the text says it of some of, where it is said without any limit."""
    if any(one.word in _LIMITED for one in said.tokens):
        return ""
    for at, one in enumerate(held.tokens):
        behind = (near for near in held.tokens[at + 1 :][:_SOME_REACH] if near.content)
        whom = next(behind, None) if one.word in _SOME else None
        if whom and whom.root in said.roots:
            return f"{one.word} {whom.word}"
    return ""


def _has_degree(word: str, held: Reading) -> bool:
    """Whether the text has a word of degree, in another form or by another word."""
    if word in held.words:
        return True
    if word in _ONLY and held.words & _ONLY:
        return True
    if word in _NEVER and held.negations:
        return True
    return any(
        word.startswith(one) or one.startswith(word[:_DEGREE_LETTERS])
        for one in held.words
        if len(one) >= _DEGREE_LETTERS
    )


def _is_only(reading: Reading) -> bool:
    """Whether it says "only", and doesn't take it back."""
    return any(
        one.word in _ONLY and not _is_taken_back(reading, at)
        for at, one in enumerate(reading.tokens)
    )


def _is_taken_back(reading: Reading, at: int) -> bool:
    """Whether token `at` is an "only" behind an "ikke": "ikke alene"."""
    before = reading.tokens[max(0, at - _ONLY_REACH) : at]
    return reading.tokens[at].word in _ONLY and any(one.word == "ikke" for one in before)
