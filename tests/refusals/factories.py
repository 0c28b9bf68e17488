"""A refused registration, refused by its own action in a province whose calendar is entered."""

from tests import factories
from tiepdan.law.refusals import RefusalGround
from tiepdan.registrations import actions as registrations
from tiepdan.registrations.models import Registration

WRITTEN = RefusalGround.SETTLED_AND_PROLONGED
ORAL = RefusalGround.THREATS


def refused_registration(ground: RefusalGround = WRITTEN, **values: object) -> Registration:
    factories.enter_calendar()
    registration = factories.RegistrationFactory(**values)
    by = factories.UserFactory(coordinator=True, agency=registration.session.agency)
    return registrations.refuse(registration, by=by, ground=ground, reason="Văn bản số 12/TB-UBND ngày 02/9/2026")
