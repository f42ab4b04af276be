"""`responsibilities`, `checklist` and `course export`: the curated pages without the app."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import app
from corpus import (
    ACTORS,
    MODALITIES,
    STAGES,
    TOPICS,
    Audience,
    Course,
    Library,
    Wanted,
    laws_of,
    read_library,
    select,
    select_course,
)
from views.duties.text import as_text as responsibilities_as_text
from views.export.anki import as_apkg
from views.export.format import ANKI, GIFT, PDF, WORD, Format
from views.export.gift import as_gift
from views.export.handout import handout_of
from views.export.pdf import handout_as_pdf
from views.export.sheet import as_csv
from views.export.word import handout_as_docx
from views.strings import string
from views.ticking.text import as_text as checklist_as_text


class CourseFormat(StrEnum):
    """What a course can be exported as."""

    anki = "anki"
    gift = "gift"
    pdf = "pdf"
    docx = "docx"


_FORMATS: dict[CourseFormat, Format] = {
    CourseFormat.anki: ANKI,
    CourseFormat.gift: GIFT,
    CourseFormat.pdf: PDF,
    CourseFormat.docx: WORD,
}

course_app = typer.Typer(
    help="Kursusmateriale: opgaver og patienthistorier.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(course_app, name="course")


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    """What reads one of `names` from a command line, and names them all if it is another."""

    def read(text: str) -> str:
        if text not in names:
            raise typer.BadParameter(f"{text!r} er ikke en af dem: {', '.join(names)}.")
        return text

    return read


def chosen_from(option: str, names: Sequence[str], help_: str) -> Any:
    """An option that takes one of `names` and can be given again."""
    said = f"{help_}: {', '.join(names)}. Kan gives flere gange."
    return typer.Option(option, parser=one_of(names), metavar="NAVN", help=said)


Actors = Annotated[list[str], chosen_from("--actor", ACTORS, "Aktøren")]
Modalities = Annotated[list[str], chosen_from("--modality", MODALITIES, "Hvor bindende")]
Stages = Annotated[list[str], chosen_from("--stage", STAGES, "Fasen i forløbet")]
Topics = Annotated[list[str], chosen_from("--topic", TOPICS, "Emnet")]


@app.command()
def responsibilities(
    actor: Actors = [],  # noqa: B006 - typer copies it
    modality: Modalities = [],  # noqa: B006
    stage: Stages = [],  # noqa: B006
    law: Annotated[
        str, typer.Option("--law", help='Loven, f.eks. "sundhedsloven § 140".', show_default=False)
    ] = "",
    search: Annotated[
        str, typer.Option("--search", help="Ord, der skal stå i opgaven.", show_default=False)
    ] = "",
    csv: Annotated[
        bool, typer.Option("--csv", help="Som CSV til et regneark (UTF-8, semikolon).")
    ] = False,
) -> None:
    """Vis, hvem der gør hvad: opgaver med aktør, hvor bindende de er, og den sætning, de står i."""
    rows = read_library().responsibilities
    laws = laws_of(rows)
    if law and law not in laws:
        raise typer.BadParameter(f"Ingen opgave bygger på {law!r}; lovene er: {', '.join(laws)}")
    wanted = Wanted(
        actors=tuple(one for one in ACTORS if one in actor),
        modalities=tuple(one for one in MODALITIES if one in modality),
        stages=tuple(one for one in STAGES if one in stage),
        laws=(law,) if law else (),
        words=search,
    )
    found = select(rows, wanted)
    if csv:
        typer.echo(as_csv(found, "da"), nl=False)
    else:
        typer.echo(responsibilities_as_text(found, "da") or string("da", "duties_none"))


@app.command()
def checklist(
    name: Annotated[
        str | None, typer.Argument(help="Listens navn; uden: navnene på dem alle.")
    ] = None,
) -> None:
    """Vis en tjekliste, klar til at kopiere ind i et notat eller en henvisning."""
    library = read_library()
    if name is None:
        for one in library.checklists:
            typer.echo(f"{one.name}: {one.title}")
        return
    chosen = next((one for one in library.checklists if one.name == name), None)
    if chosen is None:
        raise typer.BadParameter(
            f"Der er ingen tjekliste {name!r}; se dem alle: smertevejviser checklist"
        )
    typer.echo(checklist_as_text(chosen, (), library.guideline, "da"))


@course_app.command()
def export(
    kind: Annotated[CourseFormat, typer.Option("--format", help="Filens format.")],
    topic: Topics = [],  # noqa: B006
    audience: Annotated[
        Audience | None, typer.Option("--audience", help="Kun det, der er for dem.")
    ] = None,
    answers: Annotated[
        bool, typer.Option("--answers", help="Med svar og kilder bagest (pdf og docx).")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Filen.", show_default="kursus-kroniske-smerter.*"),
    ] = None,
) -> None:
    """Gem kurset: Anki-kort, Moodle-spørgsmål (GIFT), PDF eller Word til at dele ud."""
    library = read_library()
    course = select_course(library.course, [one for one in TOPICS if one in topic], audience)
    if not course.exercises and not course.patients:
        raise typer.BadParameter(string("da", "course_nothing"))
    path = output or Path(f"{string('da', 'course_file')}.{_FORMATS[kind].ending}")
    data = _written(kind, course, library, answers=answers)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise typer.BadParameter(f"{path} kan ikke skrives: {error.strerror}") from error
    numbers = {"exercises": len(course.exercises), "patients": len(course.patients)}
    typer.echo(f"{path}: {string('da', 'course_chosen', **numbers)}")


def _written(kind: CourseFormat, course: Course, library: Library, *, answers: bool) -> bytes:
    guideline, today = library.guideline, date.today()
    if kind is CourseFormat.anki:
        return as_apkg(course.exercises, course.patients, guideline, "da")
    if kind is CourseFormat.gift:
        return as_gift(course.exercises, course.patients, guideline, "da").encode()
    handout = handout_of(course.exercises, course.patients, guideline, "da", today, answers=answers)
    return (handout_as_pdf if kind is CourseFormat.pdf else handout_as_docx)(handout, today)
