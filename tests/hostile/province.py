"""The demo province, and what hostile visitors look for: papers, an alarm, a hearing under way, a stranger."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests import factories
from tests.registrations.factories import pdf
from tests.sign_in import sign_in
from tiepdan.accounts.models import User
from tiepdan.alarms import actions as alarms
from tiepdan.alarms.enums import AlarmKind
from tiepdan.clocks.models import RunningClock
from tiepdan.demo import province
from tiepdan.duties.models import DutyPost
from tiepdan.followup.models import FollowUpTask
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.models import Hearing
from tiepdan.law.events import Event
from tiepdan.law.gates import Gate
from tiepdan.minutes import actions as minutes
from tiepdan.minutes.letters import LETTERS
from tiepdan.outbox.models import Message
from tiepdan.papers import actions as papers
from tiepdan.places.models import Agency
from tiepdan.readiness.models import SiteCheck
from tiepdan.recordings.models import Recording
from tiepdan.registrations.models import Registration
from tiepdan.rooms.models import VideoRoom
from tiepdan.schedule.models import ReceptionSession

ROLES = {
    "administrator": "quan-tri",
    "coordinator": "dieu-phoi",
    "chair": "chu-tri",
    "note_taker": "ghi-chep",
    "advising_unit": "tham-muu",
    "agency_representative": "dai-dien-noi-vu",
    "inspector": "thanh-tra",
    "site_officer": "diem-cau-nam-khe",
    "officer_elsewhere": "diem-cau-hai-chau",
    "stranger": "em",
}
NOBODY, CITIZEN = "nobody", "citizen"


@dataclass
class World:
    """Everything that an address can name, by the name that the address gives it."""

    ids: Mapping[str, list[Any]]
    people: dict[str, User]
    code: str
    events: list[str] = field(default_factory=list)

    def client(self, who: str) -> Client:
        """A browser of one of the people, of a citizen with a code, or of nobody."""
        client = Client()
        if who in self.people:
            return sign_in(client, self.people[who])
        if who == CITIZEN:
            client.post("/tra-cuu/", {"code": self.code})
        return client

    @property
    def everybody(self) -> list[str]:
        return [*self.people, CITIZEN, NOBODY]


def build() -> World:
    """Load the province and go on a little: the next citizen is being heard, papers lie on the table."""
    events: list[str] = []
    with connection.execute_wrapper(_noting(events)):
        return _built(events)


def _noting(events: list[str]) -> Callable[..., Any]:
    """Keeps what is said to open pages, as PostgreSQL gets it."""

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "pg_notify" in sql:
            events.append(f"{params}")
        return execute(sql, params, many, context)

    return note


def _built(events: list[str]) -> World:
    province.load()
    people = {who: User.objects.filter(username=name).first() for who, name in ROLES.items()}
    elsewhere = factories.AgencyFactory(kind="province_office", code="tinh-khac")
    people["stranger"] = factories.UserFactory(username="em", coordinator=True, agency=elsewhere)
    session = ReceptionSession.objects.get(status="live")
    general, secret = (_hear_next(session, people) for _ in range(2))
    assert (general.registration.case.kind, secret.registration.case.kind) == (
        "recommendation_or_feedback",
        "denunciation",
    )
    alarm = alarms.raise_alarm(session, AlarmKind.HELP_ASKED, site=session.sites.first())
    registrations = list(Registration.objects.order_by("case__kind", "submitted_at"))
    given = [_paper(hearing.registration, people["coordinator"]) for hearing in (general, secret)]
    ids: dict[str, list[Any]] = {
        "session_id": [session.pk, *ReceptionSession.objects.exclude(pk=session.pk).values_list("pk", flat=True)],
        "site_id": [secret.registration.site_id, general.registration.site_id, *_other_sites(session)],
        "registration_id": [secret.registration_id, *(row.pk for row in registrations)],
        "case_id": [secret.registration.case_id, general.registration.case_id],
        "post_id": list(DutyPost.objects.values_list("pk", flat=True)),
        "hearing_id": [secret.pk, general.pk, *_ended()],
        "ticket_id": [row.ticket_id for row in (secret, general)],
        "paper_id": [paper.pk for paper, _receipt in reversed(given)],
        "receipt_id": [receipt.pk for _paper, receipt in reversed(given)],
        "clock_id": list(RunningClock.objects.values_list("pk", flat=True)),
        "task_id": list(FollowUpTask.objects.values_list("pk", flat=True)),
        "recording_id": list(Recording.objects.order_by("-wanted_at").values_list("pk", flat=True)),
        "check_id": list(SiteCheck.objects.values_list("pk", flat=True)[:1]),
        "agency_id": [Agency.objects.get(code="so-xay-dung").pk],
        "message_id": list(Message.objects.values_list("pk", flat=True)[:1]),
        "person_id": [people["note_taker"].pk],
        "alarm_id": [alarm.pk],
        "key": [uuid.uuid4()],
        "year": [2026],
        "number": [1],
        "page": [1],
        "sequence": [1],
        "rule_id": ["C12"],
        "part": ["cho", "thanh", "hang-doi", "diem-cau"],
        "step": ["len"],
        "event": [Event.PETITION_RECEIVED.value, Event.DENUNCIATION_ACCEPTED.value],
        "gate": [Gate.NOTICE.value],
        "name": list(LETTERS),
    }
    return World(ids, people, registrations[0].code, events)


def _hear_next(session: ReceptionSession, people: dict[str, User]) -> Hearing:
    """The next one is called and heard; the last stays under way, its minutes open."""
    for running in Hearing.objects.filter(session=session).exclude(status="ended"):
        hearings.end(running, by=people["chair"], reason="Đã trình bày xong")
    called = hearings.call_next(session, by=people["coordinator"])
    Hearing.objects.filter(pk=called.pk).update(status="live", live_at=called.called_at)
    VideoRoom.objects.filter(pk=called.room_id).update(status="open")
    called.refresh_from_db()
    opened = minutes.open_minutes(called, by=people["note_taker"])
    minutes.save(
        opened,
        by=people["note_taker"],
        version=opened.version,
        text="Công dân trình bày.",
        agencies_text="Sở báo cáo.",
        conclusion_text="Giao Sở.",
    )
    return called


def _paper(registration: Registration, by: User) -> tuple[Any, Any]:
    scanned = SimpleUploadedFile("don.pdf", pdf())
    added = papers.add_paper(registration, by=by, title="Đơn", condition="original", uploaded=scanned)
    return added, papers.give_receipt(registration, by=by, papers=[added], place="Trụ sở")


def _other_sites(session: ReceptionSession) -> list[Any]:
    return list(session.sites.filter(is_central=True).values_list("pk", flat=True))


def _ended() -> list[Any]:
    return list(Hearing.objects.filter(status="ended").order_by("called_at").values_list("pk", flat=True)[:2])
