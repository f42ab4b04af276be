"""What is wrong with the user's files or machine, told in Danish with the way out."""

from assistant.feedback import FeedbackUnwritable
from assistant.model import BadModel
from assistant.replies import RepliesUnwritable
from corpus import BadBank, BadGuideline, BadRows, BadSilences
from index import BuildRunning, EmbedderMissing, IndexDamaged, IndexMismatch, NoIndex

_TOLD: dict[type[Exception], str] = {
    NoIndex: "Der er intet indeks. Byg det: smertevejviser index",
    IndexMismatch: "Indekset er bygget af noget andet. Byg det igen: smertevejviser index",
    IndexDamaged: "Indekset er beskadiget. Byg det igen: smertevejviser index",
    BuildRunning: "Indekset bygges allerede af en anden proces. Vent, til den er færdig.",
    EmbedderMissing: "Modellen bag --embedder kan ikke bruges. Udelad den for at bruge den "
    "medfølgende, eller hent den, som der står her:",
    BadGuideline: "Anbefalingernes filer kan ikke bruges. Ret det, der står her:",
    BadBank: "Spørgsmålsbanken kan ikke bruges. Ret det, der står her:",
    BadSilences: "Spørgsmålene uden svar kan ikke bruges. Ret det, der står her:",
    BadRows: "Opgaver, tjeklister eller kursus kan ikke bruges. Ret det, der står her:",
    BadModel: "Sprogmodellen bag --llm kan ikke bruges. Ret det, der står her:",
    RepliesUnwritable: "Sprogmodellens svar kan ikke gemmes. Ret det, der står her:",
    FeedbackUnwritable: "Tilbagemeldinger kan ikke gemmes eller læses. Ret det, der står her:",
}

FAULTS = tuple(_TOLD)
"""The exceptions that `told` can tell of."""


def told(error: Exception) -> str:
    """`error`, one of FAULTS, in Danish, with its details as they were raised."""
    return f"{_TOLD[type(error)]}\n({error})"
