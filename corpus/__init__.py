"""The guideline: its text, its sections and passages, and what is known about them.

Imports nothing else of ours.
"""

from corpus.bank import BadBank, BankQuestion, BankRow, read_bank
from corpus.binding import Modality, actors, modality, named_actors
from corpus.danish import STOP_WORDS, Vocabulary, fold, stem, terms, words
from corpus.guideline import DEFAULT_GUIDELINE, BadGuideline, Guideline, read_guideline
from corpus.library import Library, read_library
from corpus.passages import Passage, PassageKind, cut_passages
from corpus.pointers import BadPointers, Pointer, read_pointers
from corpus.repeats import Place, find_repeats
from corpus.sections import Contents, Part, Section, split_sections
from corpus.statements import Span, split_sentences

__all__ = [
    "DEFAULT_GUIDELINE",
    "STOP_WORDS",
    "BadBank",
    "BadGuideline",
    "BadPointers",
    "BankQuestion",
    "BankRow",
    "Contents",
    "Guideline",
    "Library",
    "Modality",
    "Part",
    "Passage",
    "PassageKind",
    "Place",
    "Pointer",
    "Section",
    "Span",
    "Vocabulary",
    "actors",
    "cut_passages",
    "find_repeats",
    "fold",
    "modality",
    "named_actors",
    "read_bank",
    "read_guideline",
    "read_library",
    "read_pointers",
    "split_sections",
    "split_sentences",
    "stem",
    "terms",
    "words",
]
