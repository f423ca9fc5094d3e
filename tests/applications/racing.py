"""Two at once, again and again: real threads, real commits, a connection each."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence

from django.db import connection

from loket.foundation.kernel.errors import Refusal

#: Does its part of one round and says in a word what came of it; a refusal becomes "refused <status>".
Side = Callable[[int], object]
#: What came of it, and the sentence of a refusal.
Told = tuple[str, str]
#: Either hesitates up to so many seconds after both are ready, so that each is first sometimes.
HESITATION = 0.001


def race(rounds: int, *sides: Side, hesitate: Sequence[float] = ()) -> list[list[Told]]:
    """Each round all sides wait for each other, hesitate a random moment and act; what each was told, by round.

    ``hesitate``: at most so many seconds for each side, so that the quicker one is second sometimes. What breaks
    one side other than a refusal breaks the test.
    """
    chance, most = random.Random(20261122), hesitate or (HESITATION,) * len(sides)
    barrier, broken = threading.Barrier(len(sides)), []
    told: list[list[Told]] = [[("?", "")] * len(sides) for _round in range(rounds)]

    def run(number: int, waits: list[float]) -> None:
        try:
            for place in range(rounds):
                barrier.wait(timeout=30)
                time.sleep(waits[place])
                told[place][number] = _acted(sides[number], place)
        except threading.BrokenBarrierError:
            pass
        except BaseException as error:
            broken.append(error)
            barrier.abort()
        finally:
            connection.close()

    waits = [[chance.random() * longest for _round in range(rounds)] for longest in most]
    threads = [threading.Thread(target=run, args=each) for each in enumerate(waits)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not broken, broken
    return told


def _acted(side: Side, place: int) -> Told:
    try:
        return (str(side(place) or "won"), "")
    except Refusal as refusal:
        return (f"refused {refusal.status}", str(refusal.message))


def words(told: Sequence[Sequence[Told]]) -> list[tuple[str, ...]]:
    """What came of each round, without the sentences."""
    return [tuple(word for word, _sentence in one) for one in told]
