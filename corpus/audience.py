"""For whom a checklist or a piece of teaching is."""

from typing import Literal, get_args

Audience = Literal["laege", "kommune"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
