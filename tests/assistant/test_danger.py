import pytest

from assistant.danger import is_acute


@pytest.mark.parametrize(
    "text",
    [
        "Patienten siger hun vil tage sit eget liv",
        "jeg vil bare dø",
        "Patient med kroniske smerter og selvmordstanker, hvad gør jeg nu?",
        "Han har taget en overdosis morfin",
        "hun har taget for mange oxycodon og er svær at vække",
        "vejrtrækningen er langsom efter fentanylplaster",
        "patienten er bevidstløs",
        "Lændesmerter og kan ikke lade vandet, ridebukseanæstesi",
        "følelsesløs i skridtet og ondt i ryggen",
        "Mistanke om cauda equina",
        "Kronisk smertepatient med brystsmerter lige nu",
        "ondt i brystet og åndenød",
        "pludselig voldsom hovedpine",
        "He took an overdose of tramadol",
        "saddle anaesthesia and back pain",
        "she wants to kill herself",
    ],
)
def test_acute_danger_is_seen(text: str) -> None:
    assert is_acute(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hvem skal lave aftrapningsplanen for opioider efter en operation?",
        "Hvordan forebygges afhængighed af opioider?",
        "Hvad er risikoen ved langvarig brug af morfin?",
        "Kan depression og angst forværre smerterne?",
        "Hvornår kan jeg henvise til et smertecenter?",
        "Hvad er risikofaktorer for kroniske smerter?",
        "Må kommunen tilbyde et kursus i at tackle smerter?",
        "Hvad gør jeg, hvis patienten ikke vil trappe ud af tramadol?",
        "Patienten har for meget ondt til at arbejde",
        "Hvordan påvirker kroniske smerter livet?",
        "Skal patienten have taget blodprøver før henvisning?",
        "akut smerte over for kronisk smerte, hvad er forskellen?",
        "Hvor længe skal smerterne have stået på efter en operation?",
        "How do I taper opioids after surgery?",
        "Er der øget dødelighed blandt mennesker med kroniske smerter?",
    ],
)
def test_ordinary_questions_raise_no_alarm(text: str) -> None:
    assert not is_acute(text)
