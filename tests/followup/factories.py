"""Hearings decided on, in a province whose calendar is entered."""

from tests import factories
from tests.hearings.factories import Held
from tests.minutes.factories import live_hearing
from tiepdan.followup import actions
from tiepdan.followup.models import FollowUpTask
from tiepdan.hearings.models import Hearing


def hearing_with_calendar(**values: object) -> tuple[Held, Hearing]:
    factories.enter_calendar()
    return live_hearing(**values)


def promised(held: Held, hearing: Hearing, **changed: object) -> FollowUpTask:
    agency = changed.pop("agency", None) or factories.AgencyFactory(name="Sở Nông nghiệp và Môi trường")
    asked = {
        "kind": "time_limit",
        "answer": "Giao Sở đo đạc lại, trả lời công dân.",
        "agency": agency,
        "contact_person": "Bà Đỗ Thu Hà",
        "contact_phone": "0235 3 111 222",
        **changed,
    }
    actions.decide(hearing, by=held.chair, **asked)
    return FollowUpTask.objects.get(hearing=hearing)
