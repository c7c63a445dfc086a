"""A reader that says what a test tells it to, by the words of the claim."""

from collections.abc import Mapping, Sequence

SURE = {
    "supports": (0.96, 0.01, 0.03),
    "contradicts": (0.01, 0.96, 0.03),
    "neutral": (0.02, 0.02, 0.96),
    "leans to contradicts": (0.01, 0.58, 0.41),
}


class ToldReader:
    """Gives a claim the stance of the first of the given words that it holds; else `otherwise`."""

    def __init__(self, stances: Mapping[str, str], *, otherwise: str = "neutral", identity: str = "told") -> None:
        self.identity = identity
        self.asked: list[tuple[str, str]] = []
        self._stances = dict(stances)
        self._otherwise = otherwise

    def read(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        """Read each pair by its claim alone."""
        self.asked += pairs
        return [SURE[self._stance(claim)] for _, claim in pairs]

    def _stance(self, claim: str) -> str:
        return next((stance for word, stance in self._stances.items() if word in claim), self._otherwise)
