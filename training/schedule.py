"""The learning rate: up in a line, down in a line, with an end that may be moved."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Landing:
    """A rate that climbs to `rate` over `warm_up` steps and then falls from (`since`, `height`) to zero at `end`."""

    rate: float
    warm_up: int
    since: int
    height: float
    end: int

    @classmethod
    def over(cls, steps: int, *, rate: float, warm_up: float) -> "Landing":
        """Plan for a number of steps, of which the share `warm_up` climbs."""
        climb = max(1, round(steps * warm_up))
        return cls(rate=rate, warm_up=climb, since=climb, height=rate, end=steps)

    def rate_at(self, step: int) -> float:
        """Give the rate of a step, counted from 0."""
        if step < self.warm_up:
            return self.rate * (step + 1) / self.warm_up
        return self.height * max(0.0, (self.end - step) / max(1, self.end - self.since))

    def brought_to(self, end: int, *, now: int) -> "Landing":
        """Fall to zero at another end, in a line from where the rate is now; never past the planned end."""
        if now < self.warm_up:
            return replace(self, end=min(end, self.end))
        return replace(self, since=now, height=self.rate_at(now), end=max(now, min(end, self.end)))
