from concurrent.futures import ThreadPoolExecutor
from itertools import product

from app.text.tokens import stem

BEGINNINGS = ("national", "general", "hope", "relation", "vial", "form")
ENDINGS = ("ization", "ational", "fulness", "ically", "edly", "ings")
WORDS = ["".join(parts) for parts in product(BEGINNINGS, ENDINGS, ENDINGS)]


def stems() -> list[str]:
    return [stem.__wrapped__(word) for word in WORDS]


def test_threads_that_stem_at_once_do_not_mix_their_words() -> None:
    expected = stems()

    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: stems(), range(20)))

    assert rounds == [expected] * 20
