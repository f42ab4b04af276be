"""Who asks, and what concerns them first: it orders suggestions and never changes an answer."""

from typing import Literal, get_args

from corpus import Passage, named_actors

Role = Literal["laege", "kommune", "underviser"]
ROLES: tuple[Role, ...] = get_args(Role)

_ACTORS: dict[Role, frozenset[str]] = {
    "laege": frozenset({"almen praksis", "speciallæge", "kirurg"}),
    "kommune": frozenset({"kommune", "region", "jobcenter"}),
    "underviser": frozenset(),
}


def concerns(role: Role, passage: Passage) -> bool:
    """Whether `passage` names the role's own people; for trainers, whether it teaches a term."""
    if role == "underviser":
        return passage.kind in ("definition", "example", "recommendation")
    return not _ACTORS[role].isdisjoint(named_actors(passage.text))
