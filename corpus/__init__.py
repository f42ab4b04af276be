"""The guideline: its text, its sections and passages, and what is known about them.

Imports nothing else of ours.
"""

from corpus.agents import Agents
from corpus.audience import AUDIENCES, Audience
from corpus.bank import BadBank, BankQuestion, BankRow, read_bank
from corpus.binding import (
    MODALITIES,
    Modality,
    actors,
    clauses_of,
    deciding_clause,
    modality,
    named_actors,
    wording,
)
from corpus.checklists import Checklist, ChecklistItem
from corpus.course import (
    TOPICS,
    Course,
    Exercise,
    Patient,
    PatientQuestion,
    Topic,
    select_course,
)
from corpus.danish import STOP_WORDS, Vocabulary, fold, stem, stems, terms, words
from corpus.guideline import DEFAULT_GUIDELINE, BadGuideline, Guideline, read_guideline
from corpus.lexicon import lexicon_text, read_lexicon, whole
from corpus.library import KnownQuestion, Library, read_library
from corpus.passages import Passage, PassageKind, cut_passages
from corpus.quotes import BadRows, Quote
from corpus.repeats import Place, find_repeats
from corpus.responsibilities import (
    ACTORS,
    STAGES,
    UNNAMED,
    Actor,
    Arrow,
    Move,
    Responsibility,
    Stage,
    Wanted,
    laws_of,
    read_no_responsibilities,
    select,
)
from corpus.sections import Contents, Part, Section, split_sections
from corpus.silences import BadSilences, Pointer, Silence, read_silences
from corpus.spelling import Speller
from corpus.statements import MARKER, Span, split_sentences
from corpus.synonyms import any_of, concepts

__all__ = [
    "ACTORS",
    "AUDIENCES",
    "DEFAULT_GUIDELINE",
    "MARKER",
    "MODALITIES",
    "STAGES",
    "STOP_WORDS",
    "TOPICS",
    "UNNAMED",
    "Actor",
    "Arrow",
    "Agents",
    "Audience",
    "BadBank",
    "BadGuideline",
    "BadRows",
    "BadSilences",
    "BankQuestion",
    "BankRow",
    "Checklist",
    "ChecklistItem",
    "Contents",
    "Course",
    "Exercise",
    "Guideline",
    "KnownQuestion",
    "Library",
    "Modality",
    "Move",
    "Part",
    "Passage",
    "PassageKind",
    "Patient",
    "PatientQuestion",
    "Place",
    "Pointer",
    "Quote",
    "Responsibility",
    "Section",
    "Silence",
    "Span",
    "Speller",
    "Stage",
    "Topic",
    "Vocabulary",
    "Wanted",
    "actors",
    "any_of",
    "clauses_of",
    "concepts",
    "cut_passages",
    "deciding_clause",
    "find_repeats",
    "fold",
    "laws_of",
    "lexicon_text",
    "modality",
    "named_actors",
    "read_bank",
    "read_guideline",
    "read_lexicon",
    "read_library",
    "read_no_responsibilities",
    "read_silences",
    "select",
    "select_course",
    "split_sections",
    "split_sentences",
    "stem",
    "stems",
    "terms",
    "whole",
    "wording",
    "words",
]
