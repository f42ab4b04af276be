"""The whole course as a picture: stages in columns, actors in lanes, arrows between them (SVG)."""

import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from corpus import ACTORS, STAGES, Arrow, Move, Responsibility
from views.duties.rows import capitalised
from views.places import place_name, quote_address
from views.strings import Language, string

COLUMN, LANE = 184, 74
"""Size of a cell, in px."""
LEFT, TOP, RIGHT, BOTTOM = 132, 46, 24, 44
BOX_WIDTH, LINE_HEIGHT = 148, 16
CORNER, SPREAD = 12, 8
"""The radius of an arrow's corner, and how far two arrows go beside each other."""
LETTERS = 21
"""That fit into a line of a box."""

COLOURS: dict[Move, str] = {
    "henvisning": "#0b5c6b",
    "overlevering": "#8a5a00",
    "tilbage": "#6b3fa0",
}

Cell = tuple[str, str]
"""An actor and a stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Where things are: only actors and stages that have a box, in their order."""

    actors: tuple[str, ...]
    stages: tuple[str, ...]

    def centre(self, cell: Cell) -> tuple[float, float]:
        """The middle of the box of `cell`."""
        actor, stage = cell
        return (
            LEFT + (self.stages.index(stage) + 0.5) * COLUMN,
            TOP + (self.actors.index(actor) + 0.5) * LANE,
        )

    @property
    def width(self) -> int:
        return LEFT + len(self.stages) * COLUMN + RIGHT

    @property
    def height(self) -> int:
        return TOP + len(self.actors) * LANE + BOTTOM


def picture(rows: Iterable[Responsibility], language: Language, base: str = "") -> str:
    """The course as SVG: a box for each of `rows` that has one, an arrow for each that has one.

    Each leads to its passage: its address begins with `base`.
    """
    rows = list(rows)
    drawn = [row for row in rows if row.box]
    grid = _Grid(
        actors=tuple(one for one in ACTORS if any(row.actor == one for row in drawn)),
        stages=tuple(one for one in STAGES if any(row.stage == one for row in drawn)),
    )
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {grid.width} {grid.height}",
            "width": str(grid.width),
            "height": str(grid.height),
            "role": "group",
            "aria-label": string(language, "duties_picture_alt"),
            "font-family": "Source Sans, Arial, sans-serif",
            "font-size": "13",
        },
    )
    _draw_heads(svg)
    _draw_lanes(svg, grid)
    ways = _Ways(grid, [_from(row) for row in drawn])
    for row in rows:
        if row.arrow:
            link = _link(svg, row, language, base)
            _draw_arrow(link, row.arrow.move, ways.path(_from(row), _to(row.arrow)))
    for row in drawn:
        _draw_box(_link(svg, row, language, base), row, *grid.centre(_from(row)))
    _draw_legend(svg, grid, language)
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode")


def _draw_lanes(svg: ET.Element, grid: _Grid) -> None:
    for at, actor in enumerate(grid.actors):
        top = TOP + at * LANE
        band = {"x": "0", "y": str(top), "width": str(grid.width), "height": str(LANE)}
        ET.SubElement(svg, "rect", band | {"fill": "#f4f8f8" if at % 2 else "#e6eff0"})
        _text(svg, 10, top + LANE / 2, [capitalised(actor)], weight="600", anchor="start")
    for at, stage in enumerate(grid.stages):
        lines = textwrap.wrap(capitalised(stage), LETTERS)
        _text(svg, LEFT + (at + 0.5) * COLUMN, TOP / 2, lines, weight="600")
        if at:
            x = str(LEFT + at * COLUMN)
            line = {"x1": x, "x2": x, "y1": str(TOP), "y2": str(grid.height - BOTTOM)}
            ET.SubElement(svg, "line", line | {"stroke": "#c3d3d6", "stroke-dasharray": "3 4"})


def _draw_box(link: ET.Element, row: Responsibility, x: float, y: float) -> None:
    height = 18 + LINE_HEIGHT * len(_lines(row))
    box = {
        "x": f"{x - BOX_WIDTH / 2:.0f}",
        "y": f"{y - height / 2:.0f}",
        "width": str(BOX_WIDTH),
        "height": str(height),
        "rx": "8",
    }
    drawn = {"fill": "#ffffff", "stroke": "#0b5c6b", "stroke-width": "1.5"}
    ET.SubElement(link, "rect", box | drawn)
    _text(link, x, y, _lines(row))


def _lines(row: Responsibility) -> list[str]:
    return textwrap.wrap(row.box or "", LETTERS)


def _text(
    parent: ET.Element,
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    weight: str = "400",
    anchor: str = "middle",
) -> None:
    """`lines` around (x, y)."""
    about = {"text-anchor": anchor, "font-weight": weight, "fill": "#1c2b2e"}
    text = ET.SubElement(parent, "text", about)
    first = y - LINE_HEIGHT * (len(lines) - 1) / 2 + 4.5
    for at, line in enumerate(lines):
        place = {"x": f"{x:.0f}", "y": f"{first + at * LINE_HEIGHT:.1f}"}
        ET.SubElement(text, "tspan", place).text = line


def _link(svg: ET.Element, row: Responsibility, language: Language, base: str) -> ET.Element:
    """A link to the passage of `row` that says, to those who listen or wait, what stands there."""
    link = ET.SubElement(svg, "a", {"href": base + quote_address(row.quote), "target": "_blank"})
    place = place_name(row.quote.section, row.quote.page, language)
    said = " ".join(filter(None, [capitalised(row.actor), row.modality, row.task]))
    ET.SubElement(link, "title").text = f"{said} ({place})"
    return link


def _draw_arrow(link: ET.Element, move: Move, path: str) -> None:
    # A broad line that doesn't show, to be met by a pointer.
    broad = {"d": path, "fill": "none", "stroke": "transparent", "stroke-width": "14"}
    ET.SubElement(link, "path", broad)
    drawn = {"d": path, "fill": "none", "stroke": COLOURS[move], "stroke-width": "2"}
    ET.SubElement(link, "path", drawn | {"marker-end": f"url(#{move})"})


def _from(row: Responsibility) -> Cell:
    return row.actor, row.stage


def _to(arrow: Arrow) -> Cell:
    return arrow.actor, arrow.stage


class _Ways:
    """Ways from box to box that meet no box but those of the lanes they go along.

    Up and down they keep to the gutters between the columns, beside each other.
    """

    def __init__(self, grid: _Grid, boxes: Collection[Cell]) -> None:
        self._grid = grid
        self._boxes = boxes
        self._taken = Counter[object]()

    def path(self, first: Cell, last: Cell) -> str:
        """The way from `first` to `last`, which are different boxes."""
        (x1, y1), (x2, y2) = self._grid.centre(first), self._grid.centre(last)
        heading = 1 if x2 > x1 else -1
        if first[0] == last[0]:
            return (
                f"M{x1 + heading * BOX_WIDTH / 2:.0f},{y1:.0f} H{x2 - heading * BOX_WIDTH / 2:.0f}"
            )
        if first[1] == last[1]:
            heading = entering = 1  # out at the right and in again there
            gutter = x1 + COLUMN / 2
        else:
            entering = -heading
            leaves_late = self._crossed(first[0], first, last) <= self._crossed(
                last[0], first, last
            )
            gutter = x2 - heading * COLUMN / 2 if leaves_late else x1 + heading * COLUMN / 2
        gutter += SPREAD * self._next(gutter)
        y1 += SPREAD * self._next((first, heading))
        y2 += SPREAD * self._next((last, entering))
        return _bent(x1 + heading * BOX_WIDTH / 2, y1, gutter, x2 + entering * BOX_WIDTH / 2, y2)

    def _crossed(self, lane: str, first: Cell, last: Cell) -> int:
        """How many other boxes stand in `lane` between the two."""
        columns = sorted(self._grid.stages.index(cell[1]) for cell in (first, last))
        return sum(
            actor == lane and columns[0] <= self._grid.stages.index(stage) <= columns[1]
            for actor, stage in self._boxes
            if (actor, stage) not in (first, last)
        )

    def _next(self, place: object) -> int:
        """0, 1, -1, 2 ...: where the next way at `place` goes."""
        taken = self._taken[place]
        self._taken[place] += 1
        return (taken + 1) // 2 * (1 if taken % 2 else -1)


def _bent(x1: float, y1: float, gutter: float, x2: float, y2: float) -> str:
    """Along to the gutter, up or down in it, and along again, round at its corners."""
    down = 1 if y2 > y1 else -1
    radius = min(CORNER, abs(y2 - y1) / 2, abs(gutter - x1), abs(gutter - x2))
    out, home = (1 if gutter > x1 else -1), (1 if x2 > gutter else -1)
    return (
        f"M{x1:.0f},{y1:.0f} H{gutter - out * radius:.0f} "
        f"Q{gutter:.0f},{y1:.0f} {gutter:.0f},{y1 + down * radius:.0f} "
        f"V{y2 - down * radius:.0f} "
        f"Q{gutter:.0f},{y2:.0f} {gutter + home * radius:.0f},{y2:.0f} H{x2:.0f}"
    )


def _draw_legend(svg: ET.Element, grid: _Grid, language: Language) -> None:
    x, y = LEFT, grid.height - BOTTOM / 2
    for move, colour in COLOURS.items():
        line = {"x1": str(x), "x2": str(x + 34), "y1": str(y), "y2": str(y)}
        drawn = {"stroke": colour, "stroke-width": "2", "marker-end": f"url(#{move})"}
        ET.SubElement(svg, "line", line | drawn)
        _text(svg, x + 48, y, [string(language, f"duties_move_{move}")], anchor="start")
        x += 170


def _draw_heads(svg: ET.Element) -> None:
    """The heads of the arrows, a colour each."""
    definitions = ET.SubElement(svg, "defs")
    for move, colour in COLOURS.items():
        marker = ET.SubElement(
            definitions,
            "marker",
            {
                "id": move,
                "viewBox": "0 0 10 10",
                "refX": "9",
                "refY": "5",
                "markerWidth": "7",
                "markerHeight": "7",
                "orient": "auto-start-reverse",
            },
        )
        ET.SubElement(marker, "path", {"d": "M0,0 L10,5 L0,10 z", "fill": colour})
