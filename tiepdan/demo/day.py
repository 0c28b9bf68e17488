"""One reception day lived through by the actions of every step, at the times at which they would have happened."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tiepdan.demo.clock import moment, on
from tiepdan.demo.matters import Matter
from tiepdan.demo.sample import LENGTH, SampleRecorder
from tiepdan.desk import actions as desk
from tiepdan.followup import actions as followup
from tiepdan.followup.enums import OutcomeKind
from tiepdan.followup.models import FollowUpTask
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.models import Hearing
from tiepdan.law.deadlines import trial_by
from tiepdan.law.events import Event
from tiepdan.law.grounds import Ground
from tiepdan.law.refusals import RefusalGround
from tiepdan.minutes import actions as minutes
from tiepdan.minutes.conclusions import Limit
from tiepdan.minutes.enums import SignatureKind
from tiepdan.outbox import actions as outbox
from tiepdan.outbox.enums import Channel, MessageStatus
from tiepdan.outbox.models import Message
from tiepdan.places.calendars import office_calendar
from tiepdan.places.models import Agency
from tiepdan.readiness import actions as readiness
from tiepdan.readiness.enums import CheckKind
from tiepdan.readiness.models import SiteCheck
from tiepdan.registrations import actions as registrations
from tiepdan.registrations import paper_files
from tiepdan.registrations.enums import RegisteredBy
from tiepdan.registrations.models import Registration
from tiepdan.registrations.wishes import AnsweredFor
from tiepdan.rooms import actions as rooms
from tiepdan.schedule.enums import Duty
from tiepdan.schedule.models import ReceptionSession, SessionSite
from tiepdan.settlement import actions as settlement

if TYPE_CHECKING:
    from tiepdan.demo.province import Province


class ReceptionDay:
    """A published session and the people who bring it through its day."""

    def __init__(self, province: Province, session: ReceptionSession, published_at: datetime) -> None:
        self.people = province.people
        self.session = session
        self.sites = list(session.sites.select_related("office").order_by("-is_central", "office__name"))
        self.published_at = published_at
        self.screened_at = published_at + timedelta(hours=6)

    # ── Before the day ────────────────────────────────────────────────────────

    def register(self, matter: Matter, *, site: int, ground: Ground | None) -> Registration:
        """Registered from home an hour after publishing, confirmed in the afternoon when a ground is given."""
        with moment(self.published_at + timedelta(hours=1)):
            registration = self.register_now(matter, site=site, registered_by=RegisteredBy.WEB)
        if ground is not None:
            with moment(self.screened_at):
                self._confirm(registration, ground)
        return registration

    def register_now(self, matter: Matter, *, site: int, registered_by: RegisteredBy) -> Registration:
        """Registered at the moment at which the clock stands."""
        here = self.sites[site]
        officer = self._officer(here) if registered_by is RegisteredBy.DESK else None
        open_slots = here.slots.filter(ends_at__gt=timezone.now()).order_by("starts_at")
        return registrations.register(
            open_slots[0],
            submission_key=uuid.uuid4(),
            kind=matter.kind,
            subject=matter.subject,
            account=matter.account,
            request=matter.request,
            person=matter.person,
            registered_by=registered_by,
            officer=officer,
            people_count=matter.people,
            needs=matter.needs,
            protection_waived=matter.kind == "denunciation",
        )

    def _confirm(self, registration: Registration, ground: Ground) -> None:
        registrations.confirm(
            registration,
            by=self.people["dieu-phoi"],
            ground=ground,
            ground_note="Theo đề xuất của Ban Tiếp công dân",
            decided_by=self.session.receiver,
            decided_on=timezone.localdate(),
            answered=AnsweredFor(is_complex=True, is_confidential=True),
        )

    def refuse(self, registration: Registration) -> None:
        """A final judgment is no matter for reception (Đ4.1.i)."""
        registrations.refuse(
            registration,
            by=self.people["dieu-phoi"],
            ground=RefusalGround.FINAL_JUDGMENT,
            reason="Vụ việc đã có bản án phúc thẩm; Văn bản số 118/TA-KN của Tòa án trả lời không xem xét lại.",
        )

    def prepare(self) -> None:
        """Notices the same afternoon, a trial connection a day too early rather than too late, the check before."""
        with moment(self.screened_at + timedelta(hours=1)):
            readiness.send_notices(self.session, by=self.people["dieu-phoi"])
            self._send_messages()
        trial_on = trial_by(self.session.held_on, office_calendar()).due_on
        self._connect(on(trial_on, 9, 30), CheckKind.TRIAL)
        self._connect(self.session.starts_at - timedelta(minutes=90), CheckKind.ONE_HOUR)

    def _send_messages(self) -> None:
        """Everything queued goes out at its time; a letter is handed to the post."""
        for message in Message.objects.filter(status=MessageStatus.QUEUED).order_by("queued_at"):
            if message.channel == Channel.LETTER:
                outbox.note_posted(message, by=self.people["dieu-phoi"], detail="Giao qua văn thư")
            else:
                outbox.send(message)

    def _connect(self, when: datetime, kind: CheckKind) -> None:
        """A rehearsal in which every site and the centre see and hear each other."""
        with moment(when):
            room = readiness.open_rehearsal(self.session, by=self.people["dieu-phoi"])
            for site in self.sites:
                others = [one for one in self.sites if one != site]
                rooms.note_report(site, _report(room.name, others))
            for site in self.sites[1:]:
                check: SiteCheck = readiness.start_check(site, kind, by=self.people["dieu-phoi"])
                readiness.confirm_check_at_site(check, by=self._officer(site))
                readiness.confirm_check_at_centre(check, by=self.people["dieu-phoi"])
            readiness.close_rehearsal(self.session, by=self.people["dieu-phoi"])

    # ── The day ───────────────────────────────────────────────────────────────

    def open(self) -> None:
        """The roll-call a quarter of an hour before, then the opening."""
        with moment(self.session.starts_at - timedelta(minutes=15)):
            for username, duty in (
                ("chu-tri", Duty.RECEIVER),
                ("tham-muu", Duty.ADVISING),
                ("ghi-chep", Duty.NOTE_TAKER),
            ):
                user = self.people[username]
                readiness.note_presence(
                    self.session,
                    site=self.sites[0],
                    duty=duty,
                    full_name=user.full_name,
                    position=user.position,
                    by=self.people["dieu-phoi"],
                )
        opened_at = self.session.starts_at - timedelta(minutes=10)
        earliest = timezone.localtime(self.session.starts_at).replace(hour=0, minute=0, second=0)
        with moment(max(opened_at, earliest)):
            self.session = readiness.open_session(self.session, by=self.people["dieu-phoi"])

    def check_in(self, registration: Registration) -> None:
        registration.refresh_from_db()
        desk.check_in(registration, by=self._officer(registration.site))

    def hear(self, called_at: datetime, *, agency: str, contact: str, words: str, sign: bool = True) -> FollowUpTask:
        """One hearing from the call to the chair's word, recorded, minuted and, if wanted, signed."""
        with moment(called_at):
            hearing = hearings.call_next(self.session, by=self.people["dieu-phoi"])
            recorder = SampleRecorder(hearing, called_at + timedelta(seconds=3))
        recorder.begin()
        began_at = called_at + timedelta(seconds=4)
        with moment(began_at):
            hearing.refresh_from_db()
            for site in (place.site for place in hearing.room.places.filter(site__is_central=False)):
                hearings.give_floor(hearing, site, by=self.session.receiver)
            written = self._write(hearing, words)
        with moment(called_at + LENGTH):
            task = self._decide(hearing, agency, contact, words)
            hearings.end(Hearing.objects.get(pk=hearing.pk), by=self.session.receiver)
        recorder.end()
        if sign:
            with moment(called_at + timedelta(minutes=12)):
                self._sign(hearing, written)
        return task

    def _write(self, hearing: Hearing, words: str) -> Any:
        case = hearing.registration.case
        opened = minutes.open_minutes(hearing, by=self.people["ghi-chep"])
        return minutes.save(
            opened,
            by=self.people["ghi-chep"],
            version=opened.version,
            text=f"Công dân trình bày: {case.account}\n\nĐề nghị: {case.request}",
            agencies_text="Đại diện cơ quan báo cáo hồ sơ đã nhận, đang xem xét.",
            conclusion_text=words,
        )

    def _decide(self, hearing: Hearing, agency: str, contact: str, words: str) -> FollowUpTask:
        followup.decide(
            Hearing.objects.get(pk=hearing.pk),
            by=self.session.receiver,
            kind=OutcomeKind.TIME_LIMIT,
            answer=words,
            agency=Agency.objects.get(code=agency),
            contact_person=contact,
            contact_phone="02353 888 999",
        )
        return FollowUpTask.objects.get(hearing=hearing)

    def _sign(self, hearing: Hearing, written: Any) -> None:
        note_taker = self.people["ghi-chep"]
        minutes.read_back(written, by=note_taker)
        agreed = minutes.agree(written, by=note_taker)
        scan = paper_files.keep(SimpleUploadedFile("ban-ky.pdf", paper_files.path_of(agreed.pdf_name).read_bytes()))
        site = hearing.registration.site
        minutes.sign(agreed, by=self._officer(site), signature=SignatureKind.SIGNED, scan=scan)

    def note_absent(self, registration: Registration) -> None:
        registration.refresh_from_db()
        registrations.mark_absent(registration, by=self.people["dieu-phoi"])

    def close(self) -> None:
        self.session = hearings.close_session(self.session, by=self.people["dieu-phoi"])

    # ── After the day ─────────────────────────────────────────────────────────

    def conclude(self, due_on: date) -> None:
        """The notice of conclusion with a limit for each body; its number comes from the document system."""
        limits = [
            Limit(Agency.objects.get(code="so-xay-dung"), "Khảo sát, trả lời công dân về điện ba pha thôn 2.", due_on),
            Limit(Agency.objects.get(code="so-noi-vu"), "Kiểm tra hồ sơ người có công, trả lời công dân.", due_on),
        ]
        body = "Chủ tịch UBND tỉnh kết luận: giao các sở giải quyết đúng thời hạn dưới đây và trả lời công dân."
        draft = minutes.draft_conclusion(self.session, by=self.people["dieu-phoi"], body=body, limits=limits)
        minutes.issue_conclusion(
            draft, by=self.session.receiver, document_number="215/TB-UBND", issued_on=timezone.localdate()
        )

    def archive(self) -> None:
        """Everything is signed, verified, entered and concluded; answers that are owed go on."""
        self.session = minutes.archive_session(self.session, by=self.people["dieu-phoi"])

    def answer(self, task: FollowUpTask, words: str) -> None:
        representative = next(user for user in self.people.values() if user.agency_id == task.agency_id)
        followup.answer(task, by=representative, text=words, document_number="1024/SNV-NCC")

    def settle(self, registration: Registration, event: Event, document_number: str) -> None:
        """What the body noted today on the way to its decision."""
        settlement.note(
            registration.case,
            by=self.people["dieu-phoi"],
            event=event,
            on=timezone.localdate(),
            document_number=document_number,
        )

    def _officer(self, site: SessionSite) -> Any:
        own = [
            user for user in self.people.values() if user.office_id == site.office_id and user.role == "site_officer"
        ]
        return own[0] if own else self.people["dieu-phoi"]


def _report(room: str, others: list[SessionSite]) -> dict[str, Any]:
    """What a site's browser says when everything is well."""
    received = [
        {"identity": f"site:{one.pk}", "frames_decoded": 450, "audio_level": 0.21, "width": 1280, "height": 720}
        for one in others
    ]
    return {
        "room": room,
        "at": timezone.now().isoformat(),
        "camera": "ok",
        "microphone": "ok",
        "speaker": "ok",
        "received": received,
        "sent": {"frames": 450, "audio_level": 0.2, "rtt_ms": 24, "loss_pct": 0},
    }
