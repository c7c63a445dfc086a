"""Making contrastive rows: one statement, several claims, one changed facet each."""

import random
import re
from collections.abc import Iterator, Sequence

from training.contrast.days import Moment, unknown_of_moment
from training.contrast.names import Names
from training.contrast.relations import Relation, asked, read_relations
from training.contrast.worlds import World, another, made, sentence
from training.rows import Row

HEDGED = ("talks", "plan", "denial")
"""Relations about what is only planned or alleged: what they leave open has not thereby happened."""

DIRECTED = 3
"""How much oftener than others a relation is drawn whose parties can change places: word order is learned slowly."""

ECHOED = ("silent", "modality", "polarity", "trend", "scope")
ECHO_SHARE = 0.7
"""Claims of these facets have wordings of their own: so that the words alone give nothing away, some are stated too."""

PRONOUNS = {
    "company": ("It", "The company", "The firm"),
    "country": ("It", "The country"),
    "law": ("It", "The proposal"),
    "city": ("It", "The city"),
    "product": ("It", "The product"),
    "drug": ("It", "The drug"),
    "person": ("He", "She"),
    "team": ("It", "The team"),
    "structure": ("It", "The structure"),
}
"""What a subject of a kind may be called behind a context that names it."""


def make_rows(count: int, *, seed: int, unseen: bool) -> list[Row]:
    """Make about `count` rows, from the words and templates for training or from the unseen ones."""
    chance = random.Random(seed)
    maker = _Maker(read_relations(unseen=unseen), Names(chance, unseen=unseen), chance)
    rows: list[Row] = []
    while len(rows) < count:
        rows += maker.rows(group=f"made-{unseen}-{seed}-{len(rows)}")
    return rows


class _Maker:
    """Draws a world, states it, and claims things about it."""

    def __init__(self, relations: Sequence[Relation], names: Names, chance: random.Random) -> None:
        self._relations, self._names, self._chance = relations, names, chance

    def rows(self, *, group: str) -> Iterator[Row]:
        """Yield the rows of one statement."""
        relation = self._chance.choices(self._relations, [DIRECTED if one.roles else 1 for one in self._relations])[0]
        world = made(relation, self._names)
        template = self._chance.choice(relation.statements)
        company = self._company(world)
        statement = self._framed(world, template, company)
        for claim, stance, facet in self._claims(world, asked(template), company):
            yield Row(claim, statement, stance, f"made_{facet}", group)
            if facet in ECHOED and self._chance.random() < ECHO_SHARE:
                yield Row(
                    claim,
                    self._echo(world, claim, statement if stance == "neutral" else None),
                    "supports",
                    "made_echo",
                    group,
                )

    def _company(self, world: World) -> World | None:
        """Draw another world to stand beside it in the statement, about the same subject or not."""
        if self._chance.random() > 0.35:
            return None
        return self._beside(world, same=self._chance.random() < 0.5)

    def _beside(self, world: World, *, same: bool) -> World | None:
        kind = world.relation.subject_kind
        relations = [other for other in self._relations if other.topic != world.relation.topic]
        others = [other for other in relations if other.subject_kind == kind] if same else relations
        if not others:
            return None
        return made(
            self._chance.choice(others), self._names, subject=world.values[world.relation.subject] if same else None
        )

    def _framed(self, world: World, template: str, company: World | None) -> str:
        """State a world, sometimes behind a context that says what its pronoun means, sometimes in company."""
        text = world.say(template, self._chance)
        subject, kind = world.values[world.relation.subject], world.relation.subject_kind
        if isinstance(subject, str) and kind in PRONOUNS and self._chance.random() < 0.15:
            text = self._in_context(text, subject, kind)
        if company is None:
            return text
        more = company.say(self._chance.choice(company.relation.statements), self._chance)
        return self._chance.choice((f"{text} {more}", f"{more} {text}"))

    def _in_context(self, text: str, subject: str, kind: str) -> str:
        if not re.match(rf"{re.escape(sentence(subject))}(?!'s)\b", text):
            return text
        pronoun = self._chance.choice(PRONOUNS[kind])
        rest = text[len(subject) :]
        return self._chance.choice(
            (
                f"{sentence(subject)}: {pronoun}{rest}",
                f"{pronoun} is {subject}. {pronoun}{rest}",
                f"About {subject}. {pronoun}{rest}",
            )
        )

    def _claims(self, world: World, stated: set[str], company: World | None) -> Iterator[tuple[str, str, str]]:
        """Yield (claim, stance, facet): true ones, and ones that differ in one thing."""
        told = [template for template in world.relation.claims if asked(template) <= stated]
        for template in self._some(told, 3):
            yield self._plain(world, template), "supports", "same"
            yield from self._changed(world, template, company)
            yield from self._exchanged(world, template)
        yield from self._against(world, stated)
        yield from self._silent(world, stated)

    def _changed(self, world: World, template: str, company: World | None) -> Iterator[tuple[str, str, str]]:
        """Change one slot: what is settled contradicts, what is not stays open."""
        if re.search(r"\bnot\b|\bno\b|n't", template):
            return
        slots = sorted(asked(template))
        settled = [slot for slot in slots if slot in world.relation.settled]
        loose = [slot for slot in slots if slot not in world.relation.settled and isinstance(world.values[slot], str)]
        for slot in self._some(settled, 1):
            near = self._near(company, world.relation.slots[slot])
            yield (
                self._plain(world, template, **{slot: another(world, slot, self._names, near)}),
                "contradicts",
                world.facet(slot),
            )
        for slot in self._some(loose, 1) if self._chance.random() < 0.3 else ():
            near = self._near(company, world.relation.slots[slot])
            yield self._plain(world, template, **{slot: another(world, slot, self._names, near)}), "neutral", "other"
        yield from self._finer(world, template)

    def _finer(self, world: World, template: str) -> Iterator[tuple[str, str, str]]:
        for slot in asked(template):
            value = world.values[slot]
            finer = unknown_of_moment(value, self._chance) if isinstance(value, Moment) else None
            if finer and self._chance.random() < 0.3:
                yield self._plain(world, template, **{slot: finer}), "neutral", "finer"

    def _exchanged(self, world: World, template: str) -> Iterator[tuple[str, str, str]]:
        """Let two slots change places."""
        for one, other in world.relation.roles:
            if {one, other} <= asked(template) and world.values[one] != world.values[other]:
                turned = World(world.relation, world.values | {one: world.values[other], other: world.values[one]})
                yield turned.say(template, self._chance), "contradicts", "role"

    def _against(self, world: World, stated: set[str]) -> Iterator[tuple[str, str, str]]:
        facet = "trend" if world.relation.rises else "scope" if world.relation.name.startswith("scope") else "polarity"
        for template in self._some([t for t in world.relation.contradicted if asked(t) <= stated], 1):
            yield world.say(template, self._chance), "contradicts", facet

    def _silent(self, world: World, stated: set[str]) -> Iterator[tuple[str, str, str]]:
        """Claim what the statement leaves open, does not mention, or what is about another matter of its subject."""
        facet = "modality" if world.relation.name in HEDGED else "silent"
        for template in self._some(world.relation.open, 1):
            yield world.say(template, self._chance), "neutral", facet
        for template in self._some([t for t in world.relation.claims if not asked(t) <= stated], 1):
            yield world.claim(template, self._chance), "neutral", "unstated"
        elsewhere = self._beside(world, same=True) if self._chance.random() < 0.5 else None
        if elsewhere:
            relation = elsewhere.relation
            about = [t for t in (*relation.claims, *relation.contradicted) if relation.subject in asked(t)]
            for template in self._some(about, 1):
                yield elsewhere.claim(template, self._chance), "neutral", "elsewhere"

    def _echo(self, world: World, claim: str, statement: str | None) -> str:
        """State what is claimed, beside the statement that leaves it open, or beside something else."""
        if statement is None:
            other = self._beside(world, same=self._chance.random() < 0.5) or made(world.relation, self._names)
            statement = other.say(self._chance.choice(other.relation.statements), self._chance)
        return self._chance.choice((claim, f"{statement} {claim}", f"{claim} {statement}"))

    def _plain(self, world: World, template: str, **said: str) -> str:
        """Claim with one value changed, the others exact or in another form, people sometimes by their last name."""
        for slot in asked(template) - set(said):
            value = world.values[slot]
            if isinstance(value, str) and world.relation.slots[slot] == "person" and self._chance.random() < 0.25:
                said[slot] = value.split()[-1]
        return world.claim(template, self._chance, **said)

    def _near(self, company: World | None, kind: str) -> tuple[str, ...]:
        if company is None:
            return ()
        return tuple(
            str(v) for slot, v in company.values.items() if company.relation.slots[slot] == kind and isinstance(v, str)
        )

    def _some(self, options: Sequence[str], most: int) -> list[str]:
        return self._chance.sample(list(options), min(len(options), most))
