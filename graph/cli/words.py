"""Put what was found into words."""

from typing import TYPE_CHECKING

from graph.model import Role

if TYPE_CHECKING:
    from graph.find import ContactFound, InteractionFound, OfficeFound, ParticipantFound


def told(found: "InteractionFound") -> str:
    """Tell an interaction in one line: who, what, when, how often, about what and where."""
    facts = [
        found.kind.value,
        found.status.value,
        found.when.iso if found.when else "",
        f"{found.count} times" if found.count else "",
        f"about {found.topic}" if found.topic else "",
        f"in {found.place}" if found.place else "",
        f"told by {found.sources} sources" if found.sources > 1 else "",
        "reports differ" if found.contradicts else "",
    ]
    return f"{_who(found.participants)}: {', '.join(fact for fact in facts if fact)}"


def linked(found: "ContactFound") -> str:
    """Tell in one line how two actors were in contact."""
    statuses = ", ".join(status.value for status in found.statuses)
    times = f", {found.times} times" if found.times > 1 else ""
    return f"{found.a_name} – {found.b_name}: {found.kind.value}, {statuses}{times}"


def held(found: "OfficeFound") -> str:
    """Tell in one line that a person is or was in an office."""
    of = f" of {found.state_name}" if found.state_name else ""
    return f"{found.person_name}: {'formerly ' if found.former else ''}{found.office_name}{of}"


def _who(participants: "tuple[ParticipantFound, ...]") -> str:
    """Name those who did it, an arrow, and those to whom it was done; without an arrow where all are equal."""
    agents, recipients, equals = (
        [p.name for p in participants if p.role is role] for role in (Role.AGENT, Role.RECIPIENT, Role.PARTICIPANT)
    )
    sides = [" and ".join(side) for side in (agents, recipients) if side]
    return " – ".join([" → ".join(sides), *equals] if sides else equals)
