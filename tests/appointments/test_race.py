"""Many at once for the last place of a slot: real threads, real commits (S4-23; features, quota races)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from loket.appointments.actions.book import AlreadyBooked, SlotFull, book
from loket.appointments.models import Booking
from loket.appointments.persons import Person
from loket.appointments.queries import days_of
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.scope import in_tenant, tenant_named

from .counters import make_schedule, someone

AT_ONCE = 20


def test_s4_23_twenty_at_once_for_the_last_place_and_for_one_nik(real_commits: str) -> None:
    """Two places, one taken: one of twenty gets the last, each other reads the next free slot. Then one NIK,
    twenty times, in different slots: one appointment."""
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    with in_tenant(tenant):
        schedule = make_schedule()
        # The third day that is offered: neither lead time nor midnight comes near it while this runs.
        slots = [opening.at for opening in days_of(schedule)[2].openings]
        book(schedule, slots[0], person=someone())
        people = [someone() for _n in range(AT_ONCE)]
        one_nik = someone()

    def together(deeds: list[tuple[Person, int]]) -> list[str]:
        barrier = Barrier(len(deeds))

        def one(deed: tuple[Person, int]) -> str:
            try:
                with tenant_named(tenant):
                    barrier.wait(timeout=60)
                    with in_tenant(tenant):
                        return f"place {book(schedule, slots[deed[1]], person=deed[0]).place}"
            except SlotFull as refused:
                return "full" if refused.nearest and slots[0] not in refused.nearest else "lost"
            except AlreadyBooked:
                return "once"
            finally:
                connection.close()

        with ThreadPoolExecutor(len(deeds)) as pool:
            return sorted(pool.map(one, deeds))

    told = together([(person, 0) for person in people])
    assert told == ["full"] * (AT_ONCE - 1) + ["place 2"]
    with in_tenant(tenant):
        assert Booking.objects.filter(starts_at=slots[0], place__isnull=False).count() == schedule.capacity
    again = together([(one_nik, 1 + number % 4) for number in range(AT_ONCE)])
    assert again == ["once"] * (AT_ONCE - 1) + ["place 1"]
