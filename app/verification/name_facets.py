"""Names: actor, entity and place, and a name in another role."""

from collections.abc import Iterator

from app.domain.evidence import Facet, Span
from app.text.names import Name, same_name, says_all
from app.text.tagging import Tag
from app.text.tokens import fold
from app.verification.events import AGENT, PATIENT, POSSESS, is_linking
from app.verification.findings import Finding, Weight
from app.verification.matching import EventMatch, Matcher, figures_meet, names_agree
from app.verification.readings import Anchor, Prepared, Slot
from app.verification.roles import SYMMETRIC, named_through_part
from app.verification.words import Likeness

_PLACE_PARTS = frozenset({"in", "at", "near", "into", "from", "to", "on"})
_WHERE = frozenset({"in", "at", "near", "on", "into"})
_SINGLE_PARTS = frozenset({"is", "under", "as", "on", "aboard"})  # parts that one thing fills at a time
_SAME_ROLE = 0.95  # "chief executive" and "president" are of one kind and not the same office
_CORE = frozenset({AGENT, PATIENT, "is"})
_STRONG = 0.75  # an event so likely the same that another name in its part is another actor


def compare_names(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding for every name of the claim."""
    for anchor in matcher.claim.names:
        yield _compare(anchor, matcher)
        whole = named_through_part(anchor, matcher)
        if whole is not None:
            message = f'the statement speaks of something of "{whole.span.text}"'
            yield Finding(Weight.FALLS_SHORT, Facet.ENTITY, anchor.span, whole.span, message)


def _compare(anchor: Anchor, matcher: Matcher) -> Finding:
    exact = [other for other in matcher.statement.names if names_agree(anchor, other)]
    agreeing, rivals = _answers(anchor, matcher)
    if agreeing is not None:
        return _agrees(anchor, agreeing.span, matcher)
    inside = _containing(anchor, matcher, rivals)
    if inside is not None:
        return _agrees(anchor, inside.span, matcher)
    if exact and rivals and not any(_coordinated(matcher, other, rival) for other in exact for _, _, rival in rivals):
        found = _swapped(anchor, exact[0], rivals, matcher)
        if found is not None:
            return found
    if exact:
        return _agrees(anchor, exact[0].span, matcher)
    if any(says_all(_key(anchor), name.key) for name in matcher.statement.background_names):
        if _faces_background_name(anchor, matcher):
            return Finding(Weight.LEAVES_OPEN, Facet.ROLE, anchor.span, None,
                           f'only the context names "{anchor.span.text}", so its part is open')  # fmt: skip
        return _agrees(anchor, None, matcher)
    if rivals:
        slot, match, rival = max(rivals, key=lambda r: (_rank(r), -r[2].span.start))
        return _differs(anchor, rival, slot, match, matcher)
    common = _as_common_word(anchor, matcher)
    if common is not None:
        return _agrees(anchor, common, matcher)
    free = _free_rival(anchor, matcher)
    if free is not None:
        facet = Facet.PLACE if _stands_in_place(anchor) else Facet.ENTITY
        message = f'the claim names "{anchor.span.text}", the statement "{free.span.text}"'
        return Finding(Weight.DIFFERS, facet, anchor.span, free.span, message)
    return Finding(Weight.LEAVES_OPEN, Facet.ENTITY, anchor.span, None, f'"{anchor.span.text}" is not mentioned')


def _as_common_word(anchor: Anchor, matcher: Matcher) -> Span | None:
    """Return the statement's word where the claim's first word only looks like a name: "Salmonella", "salmonella"."""
    if anchor.span.start != 0 or len(_key(anchor)) != 1:
        return None
    words = (w for w in matcher.statement.sentence.content if fold(w.lower) == _key(anchor)[0])
    return next((Span(w.start, w.end, w.token.text) for w in words), None)


def _free_rival(anchor: Anchor, matcher: Matcher) -> Anchor | None:
    """Return the one name that the claim does not use and that is of the same kind as a name the statement lacks.

    Of one kind are names that share a word ("Coral Dawn", "Amber Dawn") and names of places ("in Kandy", "in Colombo").
    """
    unused = [n for n in matcher.statement.names if not any(names_agree(other, n) for other in matcher.claim.names)]
    akin = [n for n in unused if set(_key(n)) & set(_key(anchor)) and len(_key(n)) == len(_key(anchor)) > 1]
    if len(akin) == 1 and not _is_topic(anchor, matcher):
        return akin[0]
    if not _stands_in_place(anchor) and not matcher.lexicon.is_place(anchor.span.text):
        return None
    placed = [n for n in matcher.statement.names if _stands_in_place(n) or matcher.lexicon.is_place(n.span.text)]
    free = [n for n in placed if n in unused]
    return free[0] if len(placed) == 1 and len(free) == 1 and _tells_whereof(anchor, free[0], matcher) else None


def _tells_whereof(anchor: Anchor, rival: Anchor, matcher: Matcher) -> bool:
    """Say whether the statement puts its place where the claim puts its own: by the same event, of the same parties.

    Where a firm sits says nothing on where it is charged.
    """
    if not anchor.slots or any(is_linking(slot.event) and "is" not in slot.event.parts for slot in anchor.slots):
        return True
    matches = [(slot, match) for slot in anchor.slots for match in matcher.of(slot.event)]
    return any(
        match.relation.likeness is not Likeness.OPPOSED
        and match.relation.strength >= _STRONG
        and not matcher.subjects_differ(match.claim, match.statement)
        and any(_stands_alike(slot, other, match) for other in rival.slots)
        for slot, match in matches
    )


def _stands_alike(mine: Slot, other: Slot, match: EventMatch) -> bool:
    alike = mine.part == other.part or {mine.part, other.part} <= _WHERE
    return other.event is match.statement and alike


def _is_topic(anchor: Anchor, matcher: Matcher) -> bool:
    """Say whether the claim is about this name: a statement about another, however like it, is silent then."""
    parts = {slot.part for slot in anchor.slots}
    return not parts or bool(parts & {AGENT, PATIENT}) or anchor is matcher.claim.names[0]


def _faces_background_name(anchor: Anchor, matcher: Matcher) -> bool:
    """Say whether the context alone names the other party of the event, too: who did what is then open."""
    here = {_key(n) for n in matcher.statement.names}
    for slot in anchor.slots:
        if slot.part in {AGENT, PATIENT} and slot.depth == 0:
            other = PATIENT if slot.part == AGENT else AGENT
            names = [n for n, depth in matcher.claim.names_in(slot.event, other) if depth == 0]
            if any(not any(same_name(_key(n), key) for key in here) for n in names):
                return True
    return False


def _key(anchor: Anchor) -> tuple[str, ...]:
    assert isinstance(anchor.value, Name)  # noqa: S101 - narrows the type: only names come here
    return anchor.value.key


def _containing(anchor: Anchor, matcher: Matcher, rivals: "list[Rival]") -> Anchor | None:
    """Return a rival that is known to lie in the place the claim names: Helsinki for Finland."""
    return next((r for _, _, r in rivals if matcher.lexicon.lies_in(r.span.text, anchor.span.text)), None)


Rival = tuple[Slot, EventMatch, Anchor]


def _answers(anchor: Anchor, matcher: Matcher) -> tuple[Anchor | None, list[Rival]]:
    """Return the statement's name that fills the same slot with the same name, and the names that fill it otherwise."""
    rivals: list[Rival] = []
    for slot in anchor.slots:
        for match in matcher.of(slot.event):
            for part in match.part_of(slot.part):
                for other, depth in matcher.statement.names_in(match.statement, part):
                    if names_agree(anchor, other):
                        return other, []
                    if (depth == 0) == (slot.depth == 0) and match.relation.likeness is not Likeness.NONE:
                        rivals.append((slot, match, other))
    return None, [r for r in rivals if r[1].relation.strength >= _STRONG]


def _rank(rival: Rival) -> float:
    slot, match, _ = rival
    return match.relation.strength + (0.3 if slot.part in {AGENT, PATIENT} else 0.0) - 0.1 * slot.depth


def _coordinated(matcher: Matcher, left: Anchor, right: Anchor) -> bool:
    """Say whether only names, commas and "and" lie between two names, as in a list."""
    first, last = sorted((left.span, right.span))
    between = [w for w in matcher.statement.sentence.words if first.end <= w.start < last.start]
    joined = any(w.tag is Tag.CONJUNCTION for w in between)
    return joined and all(w.tag in {Tag.NAME, Tag.CONJUNCTION, Tag.MARK, Tag.DETERMINER} for w in between)


def _swapped(anchor: Anchor, exact: Anchor, rivals: list[Rival], matcher: Matcher) -> Finding | None:
    """Find a name that the statement mentions in another part than the claim does."""
    core = [r for r in rivals if r[0].part in _PLACE_PARTS or (r[0].part in _CORE and _is_head(anchor, r[0], matcher))]
    for slot, match, rival in core:
        if set(match.claim.lemmas) & SYMMETRIC or (slot.part == AGENT and _is_a_thing(match, matcher)):
            continue
        named_in_claim = any(names_agree(other, rival) for other in matcher.claim.names)
        if slot.part in _PLACE_PARTS and not (matcher.lexicon.is_place(rival.span.text) or _stands_in_place(exact)):
            continue
        if named_in_claim and slot.part in {AGENT, PATIENT}:
            message = f'the claim puts "{anchor.span.text}" where the statement has "{rival.span.text}"'
            return Finding(Weight.DIFFERS, Facet.ROLE, anchor.span, rival.span, message)
        if slot.part != PATIENT or AGENT in match.part_of(slot.part):
            return _differs(anchor, rival, slot, match, matcher)
    return None


def _is_a_thing(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether the claim calls its subject a thing ("is a product of") and not one who acts ("is the owner of")."""
    nouns = [lemma for lemma in match.claim.lemmas if lemma != "be"]
    is_called = len(nouns) < len(match.claim.lemmas) and "be" not in match.statement.lemmas
    return is_called and bool(nouns) and not any(matcher.lexicon.acts(noun) for noun in nouns)


def _is_head(anchor: Anchor, slot: Slot, matcher: Matcher) -> bool:
    """Say whether the name itself fills the slot, not a thing it only modifies: "the Lindholm election"."""
    assert isinstance(anchor.value, Name)  # noqa: S101 - narrows the type: only names come here
    first, last = anchor.value.words
    words = matcher.claim.sentence.words
    for phrase in slot.event.parts.get(slot.part, ()):
        if phrase.start <= first < phrase.end:
            return first <= phrase.head < last or matcher.lexicon.acts(words[phrase.head].lemma)
    return slot.depth == 0


def _stands_in_place(anchor: Anchor) -> bool:
    return any(slot.part in _PLACE_PARTS for slot in anchor.slots)


def _agrees(anchor: Anchor, span: Span | None, matcher: Matcher) -> Finding:
    facet = _facet(anchor, matcher)
    where = f'the statement has "{span.text}"' if span is not None else "the statement's context names it"
    return Finding(Weight.AGREES, facet, anchor.span, span, f'"{anchor.span.text}": {where}')


def _differs(anchor: Anchor, rival: Anchor, slot: Slot, match: EventMatch, matcher: Matcher) -> Finding:
    facet = _facet_of_slot(slot, anchor, rival, matcher)
    pinned = _is_pinned(anchor, match, matcher)
    acting = AGENT in match.part_of(slot.part) and matcher.is_exclusive(match)
    single = slot.part in _SINGLE_PARTS or facet is Facet.PLACE
    firm = (
        pinned
        and (acting or single or _is_told_closely(anchor, match, matcher))
        and not _is_one_of_many(match, matcher)
        and not matcher.is_owned(match, slot.part)
    )
    weight = Weight.DIFFERS if firm else Weight.LEAVES_OPEN
    message = f'the claim names "{anchor.span.text}", the statement "{rival.span.text}"'
    alone = firm and POSSESS in slot.event.lemmas and slot.part == AGENT
    return Finding(weight, facet, anchor.span, rival.span, message, alone=alone)


def _is_pinned(anchor: Anchor, match: EventMatch, matcher: Matcher) -> bool:
    """Say whether another part of the event is filled alike: without that, the statement tells of another event."""
    for part in match.claim.parts:
        others = [n for p in match.part_of(part) for n, _ in matcher.statement.names_in(match.statement, p)]
        mine = [n for n, _ in matcher.claim.names_in(match.claim, part) if n is not anchor]
        if any(names_agree(a, b) for a in mine for b in others):
            return True
    return matcher.fills_alike(match)


def _is_one_of_many(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether a role may have several holders: "a subsidiary", "one of the owners", "a member"."""
    if POSSESS in (*match.claim.lemmas, *match.statement.lemmas):
        return False
    if not (match.claim.is_noun or match.statement.is_noun or "be" in match.claim.lemmas):
        return False
    if match.relation.strength < _SAME_ROLE:
        return True
    return any(
        _is_indefinite(e.head, p) for e, p in ((match.claim, matcher.claim), (match.statement, matcher.statement))
    )


def _is_indefinite(head: int, prepared: Prepared) -> bool:
    phrase = prepared.sentence.phrase_at(head)
    return phrase is not None and prepared.sentence.words[phrase.start].lower in {"a", "an", "some", "one", "another"}


def _is_told_closely(anchor: Anchor, match: EventMatch, matcher: Matcher) -> bool:
    """Say whether more than the agent shows that one and the same event is told: a figure, a date, another name.

    Who bought Norline may also have bought Vantor; who bought Vantor for the same sum on the same day may not. Of
    a place alone nothing follows: many are born in one town.
    """
    loose = {AGENT, PATIENT, *_PLACE_PARTS}
    others = [a for a in matcher.claim.names if a is not anchor and any(s.part not in loose for s in a.slots)]
    return any(names_agree(a, b) for a in others for b in matcher.statement.names) or figures_meet(match, matcher)


def _facet(anchor: Anchor, matcher: Matcher) -> Facet:
    if matcher.lexicon.is_place(anchor.span.text) or (
        anchor.slots and all(s.part in _PLACE_PARTS for s in anchor.slots)
    ):
        return Facet.PLACE
    if any(slot.part == AGENT for slot in anchor.slots):
        return Facet.ACTOR
    return Facet.ENTITY


def _facet_of_slot(slot: Slot, anchor: Anchor, rival: Anchor, matcher: Matcher) -> Facet:
    if slot.part == AGENT:
        return Facet.ACTOR
    if slot.part in _PLACE_PARTS:
        return Facet.PLACE
    return (
        Facet.PLACE
        if matcher.lexicon.is_place(anchor.span.text) and matcher.lexicon.is_place(rival.span.text)
        else Facet.ENTITY
    )
