from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    AgencyFactory,
    MemberFactory,
    RegistrationFactory,
    SessionFactory,
    SiteFactory,
    SlotFactory,
    UserFactory,
    enter_calendar,
)
from tests.locks import row_holder
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.law.gates import Gate
from tiepdan.outbox.enums import Channel
from tiepdan.outbox.models import Message
from tiepdan.readiness import actions, jobs, queries
from tiepdan.readiness.enums import CheckKind
from tiepdan.readiness.models import GateOverride, Notice, SiteCheck
from tiepdan.rooms.enums import Admission
from tiepdan.rooms.models import SiteSignal
from tiepdan.schedule.enums import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh():
    return UserFactory(coordinator=True)


@pytest.fixture
def session():
    return SessionFactory(published=True)


@pytest.fixture
def centre(session):
    return SiteFactory(session=session, central=True)


@pytest.fixture
def commune(session, centre):
    return SiteFactory(session=session)


def report(site, of, *, frames=250, level=0.2, age=timedelta(0)):
    """What the browser of `site` reported of another site."""
    received = [{"identity": f"site:{of.pk}", "frames_decoded": frames, "audio_level": level}]
    SiteSignal.objects.update_or_create(
        site=site, defaults={"reported_at": timezone.now() - age, "report": {"received": received}}
    )


def test_notices_go_to_confirmed_citizens_and_to_bodies_once(session, centre, binh):
    slot = SlotFactory(site=SiteFactory(session=session))
    confirmed = RegistrationFactory(confirmed=True, slot=slot, contact_email="an@example.vn")
    RegistrationFactory(slot=slot)
    body = AgencyFactory(email="so@example.vn")
    MemberFactory(session=session, duty=Duty.AGENCY, user=UserFactory(agency_representative=True, agency=body))

    counts = [actions.send_notices(session, by=binh) for _ in range(2)]

    assert counts == [2, 0]
    assert [n.registration for n in Notice.objects.filter(registration__isnull=False)] == [confirmed]
    assert sorted(Message.objects.values_list("channel", "recipient")) == [
        (Channel.EMAIL, "an@example.vn"),
        (Channel.EMAIL, "so@example.vn"),
    ]


def test_notice_of_a_denunciation_names_neither_matter_nor_person(session, binh):
    slot = SlotFactory(site=SiteFactory(session=session))
    secret = RegistrationFactory(denunciation=True, confirmed=True, slot=slot, contact_phone="", contact_email="")
    secret.case.subject = "Tố cáo ông X nhận tiền"
    secret.case.save(update_fields=["subject"])

    actions.send_notices(session, by=binh)

    message = Message.objects.get()
    assert (message.channel, message.recipient) == (Channel.LETTER, secret.case.protected.alias)
    assert "ông X" not in message.body + message.subject


def test_notices_of_a_draft_are_refused(binh):
    with pytest.raises(DomainError, match="session_wrong_state"):
        actions.send_notices(SessionFactory(), by=binh)

    assert not Message.objects.exists()


def test_rehearsal_admits_every_site_and_begins_the_trial(session, centre, commune, binh):
    room = actions.open_rehearsal(session, by=binh)

    places = [(p.site_id, p.admission, p.may_speak) for p in room.places.order_by("-site__is_central")]
    assert places == [(centre.pk, Admission.ADMITTED, True), (commune.pk, Admission.ADMITTED, True)]
    assert [(c.site, c.kind) for c in SiteCheck.objects.all()] == [(commune, CheckKind.TRIAL)]


def test_rehearsal_opened_twice_is_one_room(session, centre, commune, binh):
    assert actions.open_rehearsal(session, by=binh) == actions.open_rehearsal(session, by=binh)
    assert SiteCheck.objects.count() == 1


def test_rehearsal_on_the_day_is_the_one_hour_check(centre, commune, session, binh):
    session.held_on = timezone.localdate()
    session.save(update_fields=["held_on"])

    actions.open_rehearsal(session, by=binh)

    assert SiteCheck.objects.get().kind == CheckKind.ONE_HOUR


def test_check_passes_when_both_sides_really_receive_one_another(centre, commune, binh):
    check = actions.start_check(commune, CheckKind.TRIAL, by=binh)
    report(commune, centre, frames=300)
    report(centre, commune, frames=280)

    actions.confirm_check_at_site(check, by=binh)
    passed = actions.confirm_check_at_centre(check, by=binh)

    assert passed.passed_at is not None
    assert (passed.frames_at_site, passed.frames_received) == (300, 280)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        pytest.param({"frames": 0}, "no_picture", id="no frame decoded"),
        pytest.param({"level": 0}, "no_sound", id="silence"),
        pytest.param({"age": timedelta(minutes=1)}, "no_signal_yet", id="an old report"),
    ],
)
def test_confirmation_without_received_media_is_refused(centre, commune, binh, values, code):
    check = actions.start_check(commune, CheckKind.TRIAL, by=binh)
    report(commune, centre, **values)

    with pytest.raises(DomainError, match=code):
        actions.confirm_check_at_site(check, by=binh)

    check.refresh_from_db()
    assert check.site_confirmed_at is None


def test_check_that_passed_cannot_be_confirmed_again(centre, commune, binh):
    check = actions.start_check(commune, CheckKind.TRIAL, by=binh)
    report(commune, centre)
    report(centre, commune)
    actions.confirm_check_at_site(check, by=binh)
    actions.confirm_check_at_centre(check, by=binh)

    with pytest.raises(DomainError, match="check_passed_already"):
        actions.confirm_check_at_site(check, by=binh)


@pytest.fixture
def late_session(session):
    """Held today, so that its days are missed."""
    enter_calendar()
    session.held_on = timezone.localdate()
    session.save(update_fields=["held_on"])
    return session


def test_head_passes_a_missed_gate_with_a_reason(late_session):
    session = late_session
    actions.override_gate(session, Gate.TRIAL, by=session.receiver, reason=" Đường truyền mới sửa xong ")

    decided = GateOverride.objects.get()
    assert (decided.gate, decided.reason) == ("trial", "Đường truyền mới sửa xong")


def test_receiver_is_told_of_each_missed_gate_once_and_where_to_decide(late_session):
    receiver = late_session.receiver
    receiver.email = "chu-tich@tamson.example"
    receiver.save(update_fields=["email"])

    counts = [actions.ask_for_decisions(late_session) for _ in range(2)]

    told = Message.objects.filter(kind="decision_awaited")
    assert counts == [told.count(), 0]
    assert counts[0] == len(queries.undecided(queries.gates(late_session, timezone.now()))) > 0
    assert {(one.channel, one.recipient) for one in told} == {(Channel.EMAIL, "chu-tich@tamson.example")}
    assert all(f"/quan-ly/san-sang/{late_session.pk}/" in one.body for one in told)
    assert AuditEntry.objects.filter(verb="readiness.ask_for_decisions").count() == 1


def test_decided_gate_and_unknown_address_ask_for_nothing(late_session):
    assert actions.ask_for_decisions(late_session) == 0  # no e-mail, no telephone

    receiver = late_session.receiver
    receiver.phone = "0905 000 111"
    receiver.save(update_fields=["phone"])
    actions.override_gate(late_session, Gate.TRIAL, by=receiver, reason="Đường truyền mới sửa xong")
    actions.ask_for_decisions(late_session)

    told = Message.objects.filter(kind="decision_awaited", channel=Channel.SMS)
    assert told.exists()
    assert not told.filter(body__contains=Gate.TRIAL.label).exists()


def test_postponed_session_that_misses_again_is_told_again(late_session):
    type(late_session.receiver).objects.filter(pk=late_session.receiver_id).update(phone="0905 000 111")
    first = actions.ask_for_decisions(late_session)
    late_session.held_on += timedelta(days=1)
    late_session.starts_at += timedelta(days=1)
    late_session.ends_at += timedelta(days=1)
    late_session.save(update_fields=["held_on", "starts_at", "ends_at"])

    assert first > 0
    assert actions.ask_for_decisions(late_session) > 0


def test_message_about_a_decision_names_neither_matter_nor_person(late_session):
    type(late_session.receiver).objects.filter(pk=late_session.receiver_id).update(phone="0905 000 111")
    registration = RegistrationFactory(session=late_session, confirmed=True)

    actions.ask_for_decisions(late_session)

    words = " ".join(Message.objects.filter(kind="decision_awaited").values_list("body", flat=True))
    assert words
    assert registration.case.subject not in words
    assert registration.case.person_label not in words


def test_job_asks_for_the_sessions_ahead_and_passes_over_a_calendar_that_ends(late_session):
    type(late_session.receiver).objects.filter(pk=late_session.receiver_id).update(phone="0905 000 111")
    far = SessionFactory(published=True, held_on=timezone.localdate() + timedelta(days=4000))
    type(far.receiver).objects.filter(pk=far.receiver_id).update(phone="0905 000 222")

    jobs.ask_for_due_decisions(0)

    assert set(Message.objects.filter(kind="decision_awaited").values_list("recipient", flat=True)) == {"0905 000 111"}


def test_session_that_is_over_asks_for_nothing(late_session):
    type(late_session).objects.filter(pk=late_session.pk).update(status="cancelled")

    with pytest.raises(DomainError, match="session_wrong_state"):
        actions.ask_for_decisions(late_session)


@pytest.mark.parametrize(
    ("gate", "reason", "code"),
    [
        pytest.param(Gate.TRIAL, "  ", "reason_missing", id="no reason"),
        pytest.param(Gate.RECORDING, "Máy hỏng", "recording_has_no_exception", id="recording"),
        pytest.param(Gate.PRESENCE, "Vắng", "gate_not_missed", id="not missed before the opening"),
    ],
)
def test_decision_is_refused(late_session, gate, reason, code):
    with pytest.raises(DomainError, match=code):
        actions.override_gate(late_session, gate, by=late_session.receiver, reason=reason)

    assert not GateOverride.objects.exists()


def test_gate_whose_day_has_not_come_is_not_passed_in_advance(session):
    enter_calendar()

    with pytest.raises(DomainError, match="gate_not_missed"):
        actions.override_gate(session, Gate.TRIAL, by=session.receiver, reason="Phòng xa")

    assert not GateOverride.objects.exists()


def test_nobody_but_the_receiver_passes_a_gate(late_session, binh):
    with pytest.raises(DomainError, match="decider_not_head"):
        actions.override_gate(late_session, Gate.TRIAL, by=binh, reason="Bão")

    assert not GateOverride.objects.exists()


@pytest.fixture
def sudden_session(late_session):
    """Extraordinary, with the coordinator's reason for publishing on the very day."""
    late_session.kind, late_session.extraordinary_reason = "extraordinary", "Sạt lở đất"
    late_session.save(update_fields=["kind", "extraordinary_reason"])
    return late_session


def test_head_answers_publication_and_notices_of_an_extraordinary_session_with_one_decision(sudden_session):
    head = sudden_session.receiver

    actions.hold_at_short_notice(sudden_session, by=head, reason=" Bà con đang chờ ")

    made = GateOverride.objects.order_by("gate").values_list("gate", "reason", "decided_by")
    assert list(made) == [("notice", "Bà con đang chờ", head.pk), ("publish", "Bà con đang chờ", head.pk)]
    assert AuditEntry.objects.filter(verb="readiness.hold_at_short_notice", actor=head).count() == 1


def test_decision_on_short_notice_leaves_a_gate_that_was_decided_before(sudden_session):
    head = sudden_session.receiver
    actions.override_gate(sudden_session, Gate.NOTICE, by=head, reason="Đã báo qua loa")

    actions.hold_at_short_notice(sudden_session, by=head, reason="Bà con đang chờ")

    assert dict(GateOverride.objects.values_list("gate", "reason")) == {
        "notice": "Đã báo qua loa",
        "publish": "Bà con đang chờ",
    }


@pytest.mark.parametrize(
    ("reason", "by_head", "days_ahead", "code"),
    [
        pytest.param(" ", True, 0, "reason_missing", id="no reason"),
        pytest.param("Bão", False, 0, "decider_not_head", id="the coordinator"),
        pytest.param("Bão", True, 30, "gate_not_missed", id="published in good time"),
    ],
)
def test_decision_on_short_notice_is_refused(sudden_session, binh, reason, by_head, days_ahead, code):
    sudden_session.held_on = timezone.localdate() + timedelta(days=days_ahead)
    sudden_session.save(update_fields=["held_on"])

    with pytest.raises(DomainError, match=code):
        actions.hold_at_short_notice(sudden_session, by=sudden_session.receiver if by_head else binh, reason=reason)

    assert not GateOverride.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_decision_on_short_notice_waits_for_the_session(sudden_session):
    from django.db import OperationalError

    with row_holder() as hold:
        hold(sudden_session)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.hold_at_short_notice(sudden_session, by=sudden_session.receiver, reason="Bão")


@pytest.mark.django_db(transaction=True)
def test_notices_wait_for_the_session(session, binh):
    from django.db import OperationalError

    with row_holder() as hold:
        hold(session)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.send_notices(session, by=binh)
