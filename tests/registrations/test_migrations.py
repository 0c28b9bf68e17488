"""What the changes of data make of rows that an earlier version wrote."""

from importlib import import_module

import pytest
from django.db import connection

from tests.factories import RegistrationFactory
from tiepdan.registrations.models import Registration

pytestmark = pytest.mark.django_db
CARRY_OVER = import_module("tiepdan.registrations.migrations.0003_carry_over_who_confirmed").CARRY_OVER


def as_before(registration, *empty: str) -> None:
    """Bring the row to what an earlier version could hold, which the constraint of today refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE registrations_registration DROP CONSTRAINT denunciation_confirmed_three_times")
    Registration.objects.filter(pk=registration.pk).update(**dict.fromkeys(empty))


def carry_over(registration):
    with connection.cursor() as cursor:
        cursor.execute(CARRY_OVER)
    registration.refresh_from_db()
    return registration


def test_complexity_is_confirmed_by_whoever_confirmed_the_secrecy_at_that_time():
    denunciation = RegistrationFactory(denunciation=True, confirmed=True)
    by, at = denunciation.confidentiality_confirmed_by, denunciation.confidentiality_confirmed_at
    as_before(denunciation, "complexity_confirmed_by", "complexity_confirmed_at")

    carried = carry_over(denunciation)

    assert (carried.complexity_confirmed_by, carried.complexity_confirmed_at) == (by, at)


def test_what_nobody_noted_falls_to_the_head_who_decided_the_ground():
    denunciation = RegistrationFactory(denunciation=True, confirmed=True)
    as_before(
        denunciation,
        "complexity_confirmed_by",
        "complexity_confirmed_at",
        "confidentiality_confirmed_by",
        "confidentiality_confirmed_at",
        "waived_protection_at",
    )

    carried = carry_over(denunciation)

    assert carried.complexity_confirmed_by == carried.confidentiality_confirmed_by == carried.ground_decided_by
    assert carried.complexity_confirmed_at == carried.confidentiality_confirmed_at == carried.confirmed_at
    assert carried.waived_protection_at == carried.submitted_at


def test_other_matters_stay_as_they_are():
    complaint = RegistrationFactory(confirmed=True)

    carried = carry_over(complaint)

    assert carried.complexity_confirmed_at is None
    assert carried.waived_protection_at is None
