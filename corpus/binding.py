"""How binding a statement is, and on whom: read from its own verb and that verb's subject."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal, get_args

from corpus.danish import stems
from corpus.lexicon import read_lexicon, whole

Modality = Literal["skal", "bør", "kan", "kan ikke"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)

_WRITINGS: tuple[tuple[Modality, str], ...] = (
    (
        "kan ikke",
        r"kan(?: \w+){0,2} ikke|ikke (?:muligt|nødvendigt|et krav|en forudsætning)"
        r"|ikke nødvendigvis (?:er )?(?:behov|brug)",
    ),
    ("skal", r"skal(?! kunne)|pligt til|er forpligtet til"),
    ("bør", r"bør|anbefales|anbefaler"),
    ("kan", r"kan|vil kunne|har (?:\w+ ){0,3}mulighed for|er muligt at"),
)
_MODAL = re.compile("|".join(rf"(?P<_{n}>\b(?:{w})\b)" for n, (_, w) in enumerate(_WRITINGS)), re.I)

# "Smerterne kan være konstante" says what happens, not what anyone may do.
_HAPPENS = re.compile(
    r"(?:\s+(?:dog|også|derfor|endvidere|således|eventuelt|ofte|enten|desuden|ligeledes|både|"
    r"muligvis|sandsynligvis|blandt andet|for eksempel|der))*\s+(?:have|komme|ske|opstå|"
    r"være(?!(?: et?)? (?:relevant|mulig|fordel|hensigtsmæssig|god idé))|forløbe|implementeres|"
    r"forekomme|variere|medføre|påvirkes?|skyldes|resultere|bestå|blive|udvikles?|give|gøre|"
    r"virke|føre|kræve|betyde|forklares|fjernes|påvises|måles|handle|bidrage|ændre)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"[.:;\n•]|,? (?:at|som|der|hvis|når|hvor|så|men|idet|da|hvilket|hvorfor|herunder) ", re.I
)
_SUBORDINATE = re.compile(
    r"(?:\b(?:som(?! (?:en del af|led i))|hvor|hvorvidt|hvordan|hvornår|hvem|om|hvis|når|selvom"
    r"|fordi|idet|så)|, (?:der|og at))\s[^,.;:\n]*$",
    re.I,
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:i|hos|til|fra|af|med|på|for|mellem|ved|om|blandt)"
    r"(?: (?:de|den|det|en|et|alle|øvrige|relevante|tværfagl\w+|regional\w+))*\s*$"
    r"|\b(?:mellem|på tværs af)\b[^.;:()]{0,60}$",
    re.I,
)


# "Andre faggrupper, som for eksempel fysioterapeuter, kan ...": the example binds nobody.
_EXAMPLE = re.compile(r", som for eksempel .*?,(?= (?:kan|skal|bør)\b)")

# "Tilbyd at patienten kan ..." is no option, whatever verbs come after.
_IMPERATIVE = re.compile(r"\W*(?:Tilbyd|Inddrag|Inkludér|Vær opmærksom|Aftal)\b")

_AS_WELL_AS = re.compile(r"\bsåvel\b[^,.;:\n]*\bsom\b[^,.;:\n]*$", re.I)

# "Det er vigtigt, at jobcentrene benytter ...": it is asked of those who come then.
_IMPORTANT = re.compile(r"\b(?:vigtigt|væsentligt|afgørende),? at ")
_OPENING = re.compile(r"(?:\W*\S+){1,6}")
_BY = re.compile(r"\baf (?:de|den)?\s*$")
_DONE_BY = re.compile(
    r"\b(?:foregår|foretages|indledes|varetages|forestås|udføres|gives|tilbydes)\b[^.;:]*"
    r"\b(?:hos|(?<!tværs )(?<!regi )af) (?:(?:relevante?|anden aktør, for eksempel|de|den) ?)*$"
)

_NO_DUTY = re.compile(r"nødvendig|krav|forudsætning", re.I)
_NEGATED = re.compile(r"(?:\s+\w+){0,2}?\s+ikke\b(?! (?:kun|alene|blot|nødvendigvis))", re.I)

_MAIN_CLAUSE_BEGINS = re.compile(r",? (?:og|men|samt) (?=(?:der|det|den|de|man|dette)\b)|; ")


def modality(text: str) -> Modality | None:
    """How binding `text` is by its deciding verb; None where it only states or describes.

    That is the first modal verb of a main clause, or of what somebody says ("det fremgår, at
    der bør ..."); "faktorer, som kan ..." decides nothing, and an imperative has none.
    """
    if _IMPERATIVE.match(text):
        return None
    match = _deciding_verb(text)
    return _kind(match) if match else None


def clauses_of(text: str) -> list[str]:
    """The main clauses of a `text` if they bind differently ("... skal ..., og der bør ...").

    All of `text` as one, where they don't.
    """
    clauses = [one for one in _MAIN_CLAUSE_BEGINS.split(text) if modality(one)]
    return clauses if len({modality(one) for one in clauses}) > 1 else [text]


def deciding_clause(text: str, asked: Collection[str]) -> str:
    """The main clause of `text` that has most of what is `asked`, which are stems."""
    clauses = clauses_of(text)
    return max(clauses, key=lambda one: len(stems(one) & set(asked)))


def wording(text: str, binding: Modality) -> str:
    """`binding` as `text` says it: "bør ikke", and "ikke et krav" where nothing is forbidden."""
    clause = next((one for one in clauses_of(text) if modality(one) == binding), text)
    match = _deciding_verb(clause)
    if not match:
        return binding
    if binding == "kan ikke":
        return "ikke et krav" if _NO_DUTY.search(match[0]) else binding
    return f"{binding} ikke" if _NEGATED.match(clause, match.end()) else binding


def actors(text: str) -> tuple[str, ...]:
    """Whom `text` binds, or who does what it says: the subjects of its deciding verb.

    Names as in lexicon.toml, in the order of the text; empty where it names nobody.
    """
    text = _EXAMPLE.sub("", text)
    match = _deciding_verb(text)
    if not match:
        important = _IMPORTANT.search(text)
        start = important.end() if important else 0
        opening = _OPENING.match(text, start)
        named = tuple(_subjects(text, start, opening.end())) if opening else ()
        return named or (() if important else tuple(_agents(text, start, _DONE_BY)))
    boundaries = [one.end() for one in _CLAUSE.finditer(text, 0, match.start())]
    before = tuple(_subjects(text, boundaries[-1] if boundaries else 0, match.end()))
    if before:
        return before
    following = re.compile(r"(?:\s+\S+){1,5}").match(text, match.end())
    after = tuple(_subjects(text, match.end(), following.end())) if following else ()
    return after or tuple(_agents(text, match.end(), _BY))


def named_actors(text: str) -> tuple[str, ...]:
    """Every actor that `text` names, in whatever part, in the order of the text."""
    found = sorted(
        (match.start(), actor)
        for actor, pattern in _actor_patterns()
        for match in pattern.finditer(text)
    )
    return tuple(dict.fromkeys(actor for _, actor in found))


def _deciding_verb(text: str) -> re.Match[str] | None:
    for match in _MODAL.finditer(text):
        lead = text[: match.start()]
        if _SUBORDINATE.search(lead) and not _AS_WELL_AS.search(lead):
            continue
        if _kind(match) != "kan" or not _HAPPENS.match(text, match.end()):
            return match
    return None


def _kind(match: re.Match[str]) -> Modality:
    assert match.lastgroup is not None
    return _WRITINGS[int(match.lastgroup[1:])][0]


def _subjects(text: str, start: int, end: int) -> Iterator[str]:
    """The actors between `start` and `end` that no preposition governs."""
    found = []
    for actor, pattern in _actor_patterns():
        for match in pattern.finditer(text, start, end):
            if not _AFTER_PREPOSITION.search(text[start : match.start()]):
                found.append((match.start(), actor))
                break
    yield from dict.fromkeys(actor for _, actor in sorted(found))


def _agents(text: str, start: int, before: re.Pattern[str]) -> Iterator[str]:
    """Who does it, where the verb is passive: "skal udarbejdes af kirurgen"."""
    end = text.find(".", start)
    for actor, pattern in _actor_patterns():
        for match in pattern.finditer(text, start, end if end > 0 else len(text)):
            if before.search(text[: match.start()]):
                yield actor
                break


@lru_cache(maxsize=1)
def _actor_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (actor, re.compile(whole(writings), re.I))
        for actor, writings in read_lexicon()["actors"].items()
    )
