"""One made-up state of affairs: a relation with a value in each of its slots."""

import random
from dataclasses import dataclass, replace

from training.contrast.days import SPANS, Moment, drawn_moment, true_of_moment, untrue_of_moment
from training.contrast.figures import Figure, drawn, true_of, untrue_of
from training.contrast.names import Names
from training.contrast.relations import Relation, asked

Value = str | Figure | Moment

ACTORS = ("company", "person", "institute", "team", "council", "party")
"""Kinds of slots that do something."""


@dataclass(frozen=True)
class World:
    """A relation with its values."""

    relation: Relation
    values: dict[str, Value]

    def say(self, template: str, chance: random.Random, **said: str) -> str:
        """Fill a template with exact forms of the values, except for what is `said` otherwise."""
        words = {slot: written(self.values[slot], chance) for slot in asked(template)} | said
        return sentence(template.format(**words))

    def claim(self, template: str, chance: random.Random, **said: str) -> str:
        """Fill a template with things that hold of the values, in other forms where there are any."""
        return self.say(template, chance, **{slot: true(self.values[slot], chance) for slot in asked(template)} | said)

    def facet(self, slot: str) -> str:
        """Name the facet that a slot's value belongs to."""
        kind = self.relation.slots[slot]
        if isinstance(self.values[slot], Figure):
            return "quantity"
        if isinstance(self.values[slot], Moment):
            return "date"
        if kind in ("city", "country"):
            return "place"
        return "actor" if kind in ACTORS else "entity"


def made(relation: Relation, names: Names, *, subject: Value | None = None) -> World:
    """Make a world; its subject may be given."""
    values: dict[str, Value] = {}
    for slot, kind in relation.slots.items():
        values[slot] = _fresh(kind, names, tuple(values.values()))
    if subject is not None:
        values[relation.subject] = subject
    return World(relation, _ordered(relation, values))


def another(world: World, slot: str, names: Names, near: tuple[str, ...] = ()) -> str:
    """Write an untrue value for a slot: for names one of `near` (the names that stand around), or a new one."""
    value, chance = world.values[slot], names.chance
    if isinstance(value, Figure):
        return _other_slot(world, slot, chance) or untrue_of(value, chance)
    if isinstance(value, Moment):
        return untrue_of_moment(value, chance)
    near = tuple(name for name in near if name != value)
    if near and chance.random() < 0.4:
        return chance.choice(near)
    return str(_fresh(world.relation.slots[slot], names, tuple(world.values.values())))


def written(value: Value, chance: random.Random) -> str:
    """Write a value in one of its exact forms."""
    return value if isinstance(value, str) else value.written(chance)


def true(value: Value, chance: random.Random) -> str:
    """Say something that holds of a value; a person may be called by the last name alone."""
    if isinstance(value, Figure):
        return true_of(value, chance)
    return true_of_moment(value, chance) if isinstance(value, Moment) else value


def sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def _fresh(kind: str, names: Names, taken: tuple[Value, ...]) -> Value:
    if kind in SPANS:
        return drawn_moment(kind, names.chance)
    if not names.knows(kind):
        return drawn(kind, names.chance)
    return next(name for name in iter(lambda: names.draw(kind), None) if name not in taken)


def _ordered(relation: Relation, values: dict[str, Value]) -> dict[str, Value]:
    """See to it that what rises does rise, by a tenth or more."""
    if not relation.rises:
        return values
    low, high = relation.rises
    smaller, larger = values[low], values[high]
    if not isinstance(smaller, Figure) or not isinstance(larger, Figure):
        raise TypeError(f"{relation.name}: only figures rise")
    larger = replace(larger, unit=smaller.unit)
    if smaller.value > larger.value:
        smaller, larger = larger, smaller
    if larger.value > 4 * smaller.value or larger.value < 1.1 * smaller.value:
        larger = smaller.scaled(1.5)
    return values | {low: smaller, high: larger}


def _other_slot(world: World, slot: str, chance: random.Random) -> str | None:
    """Take the figure of another slot of the same kind now and then: the commonest confusion."""
    value = world.values[slot]
    others = [
        other
        for name, other in world.values.items()
        if name != slot and isinstance(other, Figure) and isinstance(value, Figure) and other.unit == value.unit
        and not 0.9 < other.value / value.value < 1.1
    ]  # fmt: skip
    return chance.choice(others).written(chance) if others and chance.random() < 0.5 else None
