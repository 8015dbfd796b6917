"""When something that was recalled is asked again: the FSRS model of forgetting, day by day.

Days are the grain: a review of one minute a day asks nothing twice a day, so that there are no steps of
minutes, and nothing is left to chance.
"""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler

LONGEST = 365
"""Days after which everything is asked again, however well it is known."""

SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


class Spaced(NamedTuple):
    """A card after a review.

    Args:
        card: The card as JSON text.
        due: The day on which it is asked again, such as `2025-06-30`.
    """

    card: str
    due: str


def reviewed(card: str, grade: int, today: date) -> Spaced:
    """Return a card as it is after a review.

    Args:
        card: The card as JSON text; "" for one that was never asked.
        grade: How well it was recalled: 1 again, 2 hard, 3 good, 4 easy.
        today: The day of the review.
    """
    before = Card.from_json(card) if card else Card(card_id=0, due=_midnight(today))
    after, _log = SCHEDULER.review_card(before, Rating(grade), _midnight(today))
    return Spaced(after.to_json(), after.due.date().isoformat())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
