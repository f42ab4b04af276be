"""A guideline as it was published: its source text, byte for byte, and what is known about it."""

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

GUIDELINES = Path(__file__).parent / "guidelines"
DEFAULT_GUIDELINE = GUIDELINES / "kroniske-smerter-2023"

SOURCE = "source.txt"
ABOUT = "guideline.toml"


class BadGuideline(Exception):
    """A guideline's folder can't be read; the message names the file and the way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A published guideline and its source text."""

    id: str
    prefix: str
    """What the ids of its passages begin with."""
    title: str
    publisher: str
    year: int
    version: str
    language: str
    sha256: str
    """Of the bytes of source.txt."""
    missing: tuple[str, ...]
    """What the publication has and source.txt hasn't, in the guideline's language."""
    first_page: int
    """The printed number of the page that source.txt begins on."""
    last_known_chapter: int
    """Page numbers can't be told after this chapter."""
    summary: str
    """The number of the section that repeats the recommendations of the others; or empty."""
    belongs_to: dict[str, str]
    """Unnumbered heading to the number of the section that it returns to."""
    source: str = field(repr=False)
    """The text of source.txt, unchanged; every raw offset in this package counts in it."""


class _Pages(BaseModel):
    model_config = ConfigDict(extra="forbid")

    first: int = Field(ge=1)
    last_known_chapter: int = Field(ge=1)


class _About(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    prefix: str = Field(pattern=r"^[a-z0-9]+$")
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    year: int
    version: str
    language: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    missing: tuple[str, ...]
    summary: str = ""
    pages: _Pages
    belongs_to: dict[str, str] = {}


def read_guideline(folder: Path = DEFAULT_GUIDELINE) -> Guideline:
    """Read the guideline that `folder` holds in source.txt and guideline.toml.

    Raises:
        BadGuideline: a file is missing, empty, not UTF-8, altered, or has a wrong key.
    """
    about = _read_about(folder / ABOUT)
    source = _read_source(folder / SOURCE, about.sha256)
    pages = about.pages
    return Guideline(
        source=source,
        first_page=pages.first,
        last_known_chapter=pages.last_known_chapter,
        **about.model_dump(exclude={"pages"}),
    )


def _read_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadGuideline(
            f"{path} can't be read ({error.strerror}); a guideline's folder holds "
            f"{SOURCE} and {ABOUT}: restore the file, or name another folder"
        ) from error
    if not data.strip():
        raise BadGuideline(f"{path} is empty; restore it from the published guideline")
    return data


def _decode(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadGuideline(
            f"{path} is not UTF-8 (byte {error.start}); save the text as UTF-8"
        ) from error


def _read_about(path: Path) -> _About:
    text = _decode(path, _read_bytes(path))
    try:
        return _About.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadGuideline(f"{path} is not TOML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise BadGuideline(f"{path} has wrong keys: {faults}; mend them there") from error


def _read_source(path: Path, sha256: str) -> str:
    data = _read_bytes(path)
    source = _decode(path, data)
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise BadGuideline(
            f"{path} was altered: its SHA-256 is {found}, {ABOUT} says {sha256}; restore the "
            f"file, or, if the text is meant to be new, write its SHA-256 into {ABOUT}"
        )
    return source
