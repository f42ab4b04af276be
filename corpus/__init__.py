"""The guideline: its text, its sections and passages, and what is known about them.

Imports nothing else of ours.
"""

from corpus.bank import BadBank, BankQuestion, BankRow, read_bank
from corpus.binding import (
    Modality,
    actors,
    clauses_of,
    deciding_clause,
    modality,
    named_actors,
    wording,
)
from corpus.danish import STOP_WORDS, Vocabulary, fold, stem, terms, words
from corpus.guideline import DEFAULT_GUIDELINE, BadGuideline, Guideline, read_guideline
from corpus.lexicon import lexicon_text, read_lexicon
from corpus.library import KnownQuestion, Library, read_library
from corpus.passages import Passage, PassageKind, cut_passages
from corpus.repeats import Place, find_repeats
from corpus.sections import Contents, Part, Section, split_sections
from corpus.silences import BadSilences, Pointer, Silence, read_silences
from corpus.spelling import Speller
from corpus.statements import Span, split_sentences
from corpus.synonyms import any_of, concepts

__all__ = [
    "DEFAULT_GUIDELINE",
    "STOP_WORDS",
    "BadBank",
    "BadGuideline",
    "BadSilences",
    "BankQuestion",
    "BankRow",
    "Contents",
    "Guideline",
    "KnownQuestion",
    "Library",
    "Modality",
    "Part",
    "Passage",
    "PassageKind",
    "Place",
    "Pointer",
    "Section",
    "Silence",
    "Span",
    "Speller",
    "Vocabulary",
    "actors",
    "any_of",
    "clauses_of",
    "concepts",
    "cut_passages",
    "deciding_clause",
    "find_repeats",
    "fold",
    "lexicon_text",
    "modality",
    "named_actors",
    "read_bank",
    "read_guideline",
    "read_lexicon",
    "read_library",
    "read_silences",
    "split_sections",
    "split_sentences",
    "stem",
    "terms",
    "wording",
    "words",
]
