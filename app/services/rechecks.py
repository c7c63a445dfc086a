"""Use case: say which checks rest on statements that have changed since."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.domain.check import Check
from app.domain.ports import Storage
from app.domain.recheck import RecheckReason, deciding_evidence, recheck_reasons

Reasons = Mapping[str, tuple[RecheckReason, ...]]
"""Why checks should be done again, by the id of the check; those that stand are left out."""


def reasons_to_recheck(checks: Iterable[Check], *, storage: Storage, today: date) -> Reasons:
    """Compare what decided each check with what the store holds now."""
    decided = [check for check in checks if deciding_evidence(check)]
    ids = dict.fromkeys(piece.statement.id for check in decided for piece in deciding_evidence(check))
    kept = {statement.id: (statement, source) for statement, source in storage.search.fetch(list(ids))}
    found = {check.id: recheck_reasons(check, kept, today=today) for check in decided}
    return {id_: reasons for id_, reasons in found.items() if reasons}
