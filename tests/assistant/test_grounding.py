import pytest

from assistant.grounding import LEAST_SUPPORT, Verdict, check
from corpus import Library, split_sentences


def _check(library: Library, statement: str, *passages: str) -> Verdict:
    return check(statement, [library.by_id[f"ks23:{one}"] for one in passages])


def test_every_sentence_of_the_guideline_stands_in_its_own_passage(library: Library) -> None:
    for passage in library.passages[::10]:
        for sentence in split_sentences(passage.text):
            verdict = check(sentence.text, [passage])
            assert verdict.fault in (None, "support"), sentence.text
            assert verdict.held or verdict.support < LEAST_SUPPORT, sentence.text


def test_a_held_statement_names_the_sentence_that_it_stands_on(library: Library) -> None:
    statement = "Almen praksis kan ikke henvise til kommunale indsatser på beskæftigelsesområdet."

    (window,) = _check(library, statement, "6.4.3:11").windows

    ((start, end),) = window.spans
    assert window.passage.text[start:end] == statement


def test_a_sentence_in_another_order_and_voice_holds(library: Library) -> None:
    statement = (
        "Udredningen bør afsluttes af almen praksis, når relevante differentialdiagnoser er "
        "udelukket og faktorer af betydning for smerterne er afdækket."
    )

    assert _check(library, statement, "5:3").held


def test_a_number_may_be_a_word_or_digits(library: Library) -> None:
    statement = (
        "Almen praksis kan ved aftrapning af opioidbehandling søge farmakologisk rådgivning fra "
        "en af de 5 lægemiddelrådgivninger."
    )

    assert _check(library, statement, "8:4").held


def test_an_item_holds_with_its_lead_in(library: Library) -> None:
    statement = (
        "Følgende myndigheder anmodes om at udpege repræsentanter til referencegruppen: "
        "Danske Regioner (1 repræsentant)."
    )

    assert _check(library, statement, "bilag3:13").held


def test_two_neighbouring_sentences_hold_as_one(library: Library) -> None:
    statement = (
        "Nogle kommuner har rehabiliteringsforløb målrettet mennesker med kroniske smerter; "
        "forløbene varer cirka tre måneder og forestås ofte af ergo- og fysioterapeuter."
    )

    assert _check(library, statement, "6.3:2").held


def test_main_clauses_may_stand_in_a_passage_each(library: Library) -> None:
    statement = (
        "Langvarig brug af opioider er forbundet med risiko for alvorlige bivirkninger, "
        "og kommunen skal tilbyde genoptræning."
    )

    verdict = _check(library, statement, "8:9", "8.2.2:1")

    assert verdict.held
    assert [one.passage.id for one in verdict.windows] == ["ks23:8:9", "ks23:8.2.2:1"]


def test_a_footnote_mark_at_a_word_is_no_number(library: Library) -> None:
    statement = "Almen praksis3 bør fungere som tovholder for et sammenhængende forløb."

    assert _check(library, statement, "2:9").held


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("6.3:2", "Forløbenes længde er cirka 6 måneder."),
        ("6.3:2", "Forløbenes længde er cirka 3 uger, og de forestås ofte af fysioterapeuter."),
        ("10:6", "WHO vedtog i 2021 at overgå fra ICD-10 til ICD-11."),
        ("8.2.2:1", "Kommunen skal tilbyde genoptræning i følge sundhedslovens § 119."),
        ("8:4", "Almen praksis kan søge rådgivning fra en af de seks lægemiddelrådgivninger."),
    ],
    ids=["number", "unit", "year", "paragraph", "word"],
)
def test_a_changed_number_is_caught(library: Library, passage: str, statement: str) -> None:
    assert _check(library, statement, passage).fault == "number"


def test_a_dropped_negation_is_caught(library: Library) -> None:
    statement = "Almen praksis kan henvise til kommunale indsatser på beskæftigelsesområdet."

    assert _check(library, statement, "6.4.3:11").fault == "negation"


def test_an_added_negation_is_caught(library: Library) -> None:
    statement = (
        "Langvarig brug af opioider er ikke forbundet med risiko for alvorlige bivirkninger."
    )

    assert _check(library, statement, "8:9").fault == "negation"


def test_a_word_without_its_negating_prefix_is_caught(library: Library) -> None:
    statement = "At investere ekstra tid kan minimere hensigtsmæssig brug af ressourcer."

    assert _check(library, statement, "bilag4.anbefaling1:2").fault == "negation"


def test_the_opposite_word_is_caught(library: Library) -> None:
    statement = "Det er nødvendigt med øget opmærksomhed på behandlingen før en operation."

    assert _check(library, statement, "8:9").fault == "negation"  # the text: "efter"


def test_an_added_only_is_caught(library: Library) -> None:
    statement = "Kun langvarig brug af opioider er forbundet med risiko for alvorlige bivirkninger."

    assert _check(library, statement, "8:9").fault == "negation"


def test_an_only_that_is_taken_back_limits_nothing(library: Library) -> None:
    statement = (
        "En smertetilstand varierer ikke kun fra person til person, men også hos den enkelte "
        "person på forskellige tidspunkter."
    )
    (passage,) = (one for one in library.passages if "variere fra person til person" in one.text)

    assert check(statement, [passage]).held
    assert not check(statement.replace("ikke kun", "kun"), [passage]).held


@pytest.mark.parametrize(
    ("passage", "statement", "true"),
    [
        ("8:9", "Over 30 pct. er allerede i behandling med opioider.", False),
        ("8:9", "30 pct. er allerede i behandling med opioider før operationen.", False),
        ("8:9", "Op til 30 pct. er allerede i behandling med opioider før operationen.", True),
        ("7.3:2", "Forløbene varer typisk 3 måneder.", False),
        ("7.3:2", "Forløbene varer typisk op til 12 måneder.", True),
        ("7.3:2", "Forløbene varer typisk 3-12 måneder.", True),
        ("6.3:2", "Alle kommuner har rehabiliteringsforløb for mennesker med smerter.", False),
        ("6.3:2", "Kommunerne har rehabiliteringsforløb for mennesker med smerter.", False),
        ("6.3:2", "Nogle kommuner har rehabiliteringsforløb for mennesker med smerter.", True),
        ("5:3", "Almen praksis bør stille en primær kronisk smertediagnose.", False),
        (
            "5:3",
            "Almen praksis bør stille en primær kronisk smertediagnose, når kriterier er opfyldt.",
            True,
        ),
    ],
)
def test_a_bound_and_a_limit_and_a_condition_belong_to_what_is_said(
    library: Library, passage: str, statement: str, true: bool
) -> None:
    assert _check(library, statement, passage).held is true


@pytest.mark.parametrize("statement", ["", "...", "[1]", "—", "("])
def test_what_says_nothing_does_not_hold(library: Library, statement: str) -> None:
    assert not _check(library, statement, "5:3").held


@pytest.mark.parametrize("verb", ["skal fungere", "kan fungere", "fungerer"])
def test_another_modality_is_caught(library: Library, verb: str) -> None:
    statement = f"Almen praksis {verb} som tovholder for et sammenhængende forløb."

    assert _check(library, statement, "2:9").fault == "modality"  # the text: "bør fungere"


def test_an_actor_whom_the_text_does_not_name_is_caught(library: Library) -> None:
    statement = "Kommunen bør fungere som tovholder for et sammenhængende forløb."

    assert _check(library, statement, "2:9").fault == "actor"


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        ("7.4.3:5", "Kommunen tager kontakt til socialrådgivere, hvis der vurderes behov."),
        ("6.4.1:3", "Kommunen kan henvise til fysioterapi på sygehuse via en genoptræningsplan."),
        ("7.2:4", "Den henvisende læge bør tage kontakt til smertecentre, hvis der mangler noget."),
    ],
)
def test_swapped_actors_are_caught(library: Library, passage: str, statement: str) -> None:
    verdict = _check(library, statement, passage)

    assert verdict.fault == "actor"
    assert verdict.conflict


@pytest.mark.parametrize(
    ("passage", "statement"),
    [
        pytest.param(
            "6.4.1:3",
            "Almen praksis kan via en genoptræningsplan efter sundhedslovens § 140 henvise til "
            "fysioterapi i kommunen.",
            id="sygehuse",
        ),
        pytest.param(
            "bilag3:13",
            "Referencegruppens medlemmer deltager som observatører i arbejdsgruppens møder.",
            id="owners exchanged",
        ),
    ],
)
def test_a_sentence_that_says_it_of_another_counts_more_than_two_read_together(
    library: Library, passage: str, statement: str
) -> None:
    assert _check(library, statement, passage).fault == "actor"


def test_a_statement_about_something_else_is_caught(library: Library) -> None:
    statement = "Akupunktur er forbundet med risiko for alvorlige bivirkninger ved opioider."

    assert _check(library, statement, "8:9").fault == "support"


def test_a_further_condition_is_no_statement_of_its_own(library: Library) -> None:
    statement = (
        "Der kan henvises til en afklarende samtale hos kommunen, hvis patienten er motiveret, "
        "og monofaglig terapi ikke har haft effekt."
    )

    assert not _check(library, statement, "5.2.3:6", "7.2:1").held


def test_one_number_of_a_series_holds_with_its_own_item(library: Library) -> None:
    of = "Der er årligt {} millioner ekstra sygedage ved langvarigt sygefravær ved {}."
    passage = next(one for one in library.passages if "lænderygsmerter, nakkesmerter" in one.text)

    assert check(of.format("2.9", "lænderygsmerter"), [passage]).held
    assert check(of.format("2.6", "lænderygsmerter"), [passage]).fault == "number"


def test_another_name_is_caught(library: Library) -> None:
    statement = "Tværfagligt Smertecenter Odense har tilknyttet socialrådgivere."

    assert _check(library, statement, "7.4.3:5").fault == "name"


def test_another_medicine_is_caught(library: Library) -> None:
    statement = "Kirurgen udarbejder en plan for gradvis aftrapning af tramadol."

    assert _check(library, statement, "8.2:3").fault == "name"


def test_an_invented_end_is_caught(library: Library) -> None:
    statement = (
        "Langvarig brug af opioider er forbundet med risiko for alvorlige bivirkninger, "
        "hvilket øger sygefraværet."
    )

    assert _check(library, statement, "8:9").fault == "support"


def test_words_of_two_passages_that_make_one_claim_are_caught(library: Library) -> None:
    statement = (
        "Almen praksis bør fungere som tovholder for systematisk opfølgning og aftrapning af "
        "opioider efter en operation."
    )

    assert _check(library, statement, "2:9", "8:9").fault == "support"


def test_what_another_passage_says_is_caught(library: Library) -> None:
    statement = "Langvarig brug af opioider er forbundet med risiko for alvorlige bivirkninger."

    assert _check(library, statement, "2:9").fault == "support"


def test_what_is_too_long_for_a_statement_does_not_hold(library: Library) -> None:
    statement = "Almen praksis bør fungere som tovholder for et sammenhængende forløb. " * 10

    verdict = _check(library, statement, "2:9")

    assert verdict.fault == "support"
    assert not verdict.windows


def test_a_statement_without_citations_does_not_hold(library: Library) -> None:
    verdict = _check(library, "Almen praksis bør fungere som tovholder.")

    assert verdict.fault == "citation"
    assert not verdict.windows


def test_less_support_is_enough_where_less_is_asked_for(library: Library) -> None:
    passage = library.by_id["ks23:2:9"]
    statement = "Almen praksis bør fungere som venlig tovholder for forløb."  # 4 words of 5

    assert check(statement, [passage]).held
    assert not check(statement, [passage], least=0.9).held
