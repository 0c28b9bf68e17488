import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories import (
    AgencyFactory,
    RegistrationFactory,
    SessionFactory,
    SiteFactory,
    SlotFactory,
    UserFactory,
    at,
    enter_calendar,
)
from tests.registrations.factories import AN, register
from tiepdan.accounts.models import Citizen
from tiepdan.audit.models import AuditEntry
from tiepdan.cases.models import Case, ProtectedIdentity
from tiepdan.errors import DomainError
from tiepdan.outbox.models import Message
from tiepdan.registrations import actions
from tiepdan.registrations.capacities import Stated
from tiepdan.registrations.codes import LETTERS
from tiepdan.registrations.enums import MOVES, RegistrationStatus, Standing
from tiepdan.registrations.models import PLACE_GIVEN_BACK, Attendee, Registration
from tiepdan.registrations.wishes import AnsweredFor, Speaker
from tiepdan.schedule.queries import GIVEN_BACK

pytestmark = pytest.mark.django_db


def nothing_was_written():
    tables = (Registration, Case, Citizen, ProtectedIdentity, Attendee, AuditEntry, Message)
    return [table.__name__ for table in tables if table.objects.exists()] == []


def coordinator_of(registration):
    return UserFactory(coordinator=True, agency=registration.session.agency)


def test_register_takes_a_place_and_leaves_a_trace():
    slot = SlotFactory()

    registration = register(slot)

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.SUBMITTED
    assert (registration.session, registration.site, registration.slot) == (slot.site.session, slot.site, slot)
    assert registration.case.citizen.full_name == "Nguyễn Thị An"
    assert registration.case.citizen.identity_number == "049185012345"
    assert len(registration.code) == 16
    assert set(registration.code) <= set(LETTERS)
    assert [(e.actor, e.verb) for e in AuditEntry.objects.all()] == [(None, "registration.register")]
    assert [(m.kind, m.channel) for m in Message.objects.all()] == [("registration_received", "sms")]


def test_register_asks_nine_queries(django_assert_num_queries):
    slot = SlotFactory()

    with django_assert_num_queries(11):  # savepoint and release of the test, and nine of its own
        register(slot)


def test_register_sends_an_email_when_there_is_an_address():
    register(SlotFactory(), person=replace(AN, email="an@example.org"))

    assert [(m.channel, m.recipient) for m in Message.objects.all()] == [("email", "an@example.org")]


def test_register_gives_the_next_place_in_the_list_of_the_session():
    site = SiteFactory()
    first = register(SlotFactory(site=site))
    second = register(
        SlotFactory(site=SiteFactory(session=site.session)), person=replace(AN, identity_number="049185054321")
    )

    assert (first.list_position, second.list_position) == (1, 2)


def test_register_of_the_same_form_twice_is_one_registration():
    slot, key = SlotFactory(), uuid.uuid4()

    first = register(slot, submission_key=key)
    second = register(slot, submission_key=key)

    assert first == second
    assert Registration.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_register_of_the_same_form_for_two_slots_is_one_registration():
    key = uuid.uuid4()

    first = register(SlotFactory(), submission_key=key)
    second = register(SlotFactory(), submission_key=key)

    assert first == second
    assert Registration.objects.count() == 1
    assert Case.objects.count() == 1


def test_register_in_a_full_slot_is_refused_with_one_query(django_assert_num_queries):
    slot = SlotFactory(capacity=1)
    RegistrationFactory(slot=slot)

    with django_assert_num_queries(1), pytest.raises(DomainError, match="slot_full"):
        register(slot)


def test_register_of_the_same_form_is_answered_when_the_slot_is_full_by_then():
    slot, key = SlotFactory(capacity=1), uuid.uuid4()

    first = register(slot, submission_key=key)

    assert register(slot, submission_key=key) == first


def test_register_in_a_full_slot_is_refused_and_writes_nothing():
    slot = SlotFactory(capacity=1)
    RegistrationFactory(slot=slot, case__citizen__full_name="Lê Văn Em")
    before = Case.objects.count()

    with pytest.raises(DomainError, match="slot_full"):
        register(slot)

    assert (Registration.objects.count(), Case.objects.count()) == (1, before)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("status", PLACE_GIVEN_BACK)
def test_register_takes_a_place_that_was_given_back(status):
    slot = SlotFactory(capacity=1)
    reasons = {"refusal_ground": "9.1", "refusal_reason": "Say rượu", "refused_at": timezone.now()}
    RegistrationFactory(slot=slot, status=status, **reasons)

    assert register(slot).status == RegistrationStatus.SUBMITTED


def test_places_given_back_are_the_same_for_the_schedule_and_here():
    assert [str(status) for status in PLACE_GIVEN_BACK] == GIVEN_BACK


def test_register_of_the_same_matter_by_the_same_person_is_refused():
    site = SiteFactory()
    register(SlotFactory(site=site))

    with pytest.raises(DomainError, match="already_registered"):
        register(SlotFactory(site=SiteFactory(session=site.session)), subject="bồi thường ĐẤT")

    assert Registration.objects.count() == 1


def test_register_of_another_matter_by_the_same_person_is_taken():
    slot = SlotFactory()
    register(slot)

    register(slot, subject="Đường liên xã hư hỏng", kind="recommendation_or_feedback")

    assert Registration.objects.count() == 2


@pytest.mark.parametrize("status", ["draft", "closed", "archived", "cancelled", "postponed"])
def test_register_in_a_session_that_takes_nobody_is_refused(status):
    slot = SlotFactory(site__session__status=status)

    with pytest.raises(DomainError, match="slot_closed"):
        register(slot)

    assert nothing_was_written()


def test_register_from_the_web_is_refused_once_the_slot_has_begun():
    now = timezone.now()
    slot = SlotFactory(starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(minutes=59))

    with pytest.raises(DomainError, match="slot_past"):
        register(slot)

    assert nothing_was_written()


def test_register_at_the_desk_is_possible_until_the_slot_is_over():
    now = timezone.now()
    slot = SlotFactory(starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(minutes=59))
    officer = UserFactory(site_officer=True)

    registration = register(slot, registered_by="desk", officer=officer)

    assert registration.officer == officer
    assert AuditEntry.objects.get().actor == officer


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"subject": " \u200b "}, "subject_missing"),
        ({"person": replace(AN, identity_number="04918501234")}, "identity_number_wrong"),
        ({"person": replace(AN, identity_number="")}, "identity_number_wrong"),
        ({"person": replace(AN, born_on=date(1984, 1, 1))}, "identity_number_wrong"),
        ({"kind": "denunciation"}, "denunciation_not_online"),
        (
            {"kind": "denunciation", "protection_waived": True, "attendees": [Speaker(Standing.LAWYER, "Phạm Em")]},
            "attendees_under_seal",
        ),
        (
            {"people_count": 7, "attendees": [Speaker(Standing.GROUP_REPRESENTATIVE, f"Ông {n}") for n in range(3)]},
            "representatives_number",
        ),
        ({"people_count": 0}, "group_empty"),
        ({"person": replace(AN, identity_issued_on=date(2999, 1, 1))}, "identity_issued_in_future"),
        ({"attendees": [Speaker("stranger", "Phạm Em")]}, "standing_unknown"),
        ({"attendees": [Speaker(Standing.LAWYER, " ")]}, "name_missing"),
        ({"attendees": [Speaker(Standing.AUTHORISED, "Phạm Em")]}, "identity_missing"),
        (
            {"attendees": [Speaker(Standing.AUTHORISED, "Phạm Em", Stated("Thôn 1", "passport", "1"))]},
            "identity_number_wrong",
        ),
    ],
)
def test_register_is_refused_and_writes_nothing(changes, code):
    slot = SlotFactory()

    with pytest.raises(DomainError, match=code):
        register(slot, **changes)

    assert nothing_was_written()


def test_register_of_a_group_without_names_is_represented_by_who_registers():
    registration = register(SlotFactory(), people_count=7)

    assert [(a.standing, a.full_name) for a in registration.attendees.all()] == [
        (Standing.GROUP_REPRESENTATIVE, "Nguyễn Thị An")
    ]


def test_register_stores_decomposed_text_composed():
    registration = register(SlotFactory(), subject="Bo\u0302\u0300i thu\u031bo\u031b\u0300ng \u200bđa\u0302\u0301t")

    registration.refresh_from_db()
    assert registration.case.subject == "Bồi thường đất"


def test_register_of_a_denunciation_names_the_person_nowhere():
    secret = replace(AN, full_name="Bí Mật Tuyệt Đối", phone="0911 222 333", email="bimat@example.org")

    registration = register(SlotFactory(), kind="denunciation", subject="", protection_waived=True, person=secret)

    registration.refresh_from_db()
    assert registration.waived_protection_at is not None
    assert (registration.contact_phone, registration.contact_email) == ("", "")
    assert not Citizen.objects.exists()
    assert not Message.objects.exists()
    rows = [registration, registration.case, registration.case.protected, *AuditEntry.objects.all()]
    assert "Bí Mật" not in repr([vars(row) for row in rows])
    assert registration.case.person_label.startswith("Người tố cáo TC-")


# ── Screening ────────────────────────────────────────────────────────────────────


BOTH = AnsweredFor(is_complex=True, is_confidential=True)


def confirm(registration, **changes):
    decision = {
        "by": coordinator_of(registration),
        "ground": "20.1",
        "ground_note": "Ba cơ quan liên quan",
        "decided_by": UserFactory(chair=True),
        "decided_on": timezone.localdate(),
    }
    return actions.confirm(registration, **{**decision, **changes})


def test_confirm_keeps_ground_decider_and_day_and_tells_the_citizen():
    registration = RegistrationFactory()

    confirm(registration)

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.CONFIRMED
    assert (registration.ground, registration.ground_note) == ("20.1", "Ba cơ quan liên quan")
    assert registration.ground_decided_on == timezone.localdate()
    assert [e.verb for e in AuditEntry.objects.all()] == ["registration.confirm"]
    assert [m.kind for m in Message.objects.all()] == ["registration_confirmed"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ground": ""}, "ground_missing"),
        ({"ground": "20.4"}, "ground_for_denunciation"),
        ({"decided_on": date(2026, 6, 30)}, "law_not_in_force"),
        ({"decided_on": date(2999, 1, 1)}, "decided_in_future"),
    ],
)
def test_confirm_is_refused_and_changes_nothing(changes, code):
    registration = RegistrationFactory()

    with pytest.raises(DomainError, match=code):
        confirm(registration, **changes)

    registration.refresh_from_db()
    assert (registration.status, registration.ground) == (RegistrationStatus.SUBMITTED, "")
    assert not AuditEntry.objects.exists()


def test_confirm_is_refused_when_the_decider_is_not_the_head():
    registration = RegistrationFactory()

    with pytest.raises(DomainError, match="decider_not_head"):
        confirm(registration, decided_by=UserFactory(note_taker=True))

    assert not AuditEntry.objects.exists()


def test_confirm_is_refused_in_a_session_that_is_over():
    registration = RegistrationFactory(slot__site__session__status="closed")

    with pytest.raises(DomainError, match="session_wrong_state"):
        confirm(registration)

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("status", [s for s in RegistrationStatus if RegistrationStatus.CONFIRMED not in MOVES[s]])
def test_confirm_is_refused_from_every_other_state(status):
    registration = RegistrationFactory(
        confirmed=True,
        status=status,
        checked_in_at=timezone.now(),
        refused_at=timezone.now(),
        refusal_ground="9.1",
        refusal_reason="x",
    )

    with pytest.raises(DomainError, match="registration_wrong_state"):
        confirm(registration)


def denunciation():
    return register(SlotFactory(), kind="denunciation", protection_waived=True)


def test_confirm_of_a_denunciation_needs_its_three_facts():
    registration = denunciation()

    confirm(registration, ground="20.4", answered=BOTH)

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.CONFIRMED
    assert registration.complexity_confirmed_by.role == "coordinator"
    assert registration.confidentiality_confirmed_by == registration.complexity_confirmed_by
    assert (
        registration.complexity_confirmed_at == registration.confidentiality_confirmed_at == registration.confirmed_at
    )
    assert registration.waived_protection_at == registration.submitted_at


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ground": "20.5", "answered": BOTH}, "denunciation_ground"),
        ({"ground": "20.4", "answered": AnsweredFor(is_confidential=True)}, "not_complex"),
        ({"ground": "20.4", "answered": AnsweredFor(is_complex=True)}, "confidentiality_unconfirmed"),
    ],
)
def test_confirm_of_a_denunciation_is_refused_when_a_fact_is_missing(changes, code):
    registration = denunciation()

    with pytest.raises(DomainError, match=code):
        confirm(registration, **changes)

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.SUBMITTED
    assert registration.confidentiality_confirmed_at is None


def test_confirm_of_a_denunciation_is_refused_when_protection_was_never_waived():
    registration = RegistrationFactory(denunciation=True)

    with pytest.raises(DomainError, match="protection_unknown"):
        confirm(registration, ground="20.4", answered=BOTH)


def test_withdraw_waiver_stops_the_online_route_and_frees_the_place():
    registration = denunciation()

    actions.withdraw_waiver(registration, by=None)

    registration.refresh_from_db()
    assert (registration.status, registration.has_waived_protection) == (RegistrationStatus.WITHDRAWN, False)
    assert registration.waived_protection_at < registration.waiver_withdrawn_at
    assert registration.waiver_withdrawn_by is None
    assert registration.slot.registrations.holding_a_place().count() == 0


def test_confirm_refuses_a_site_of_the_body_denounced_and_takes_any_other():
    registration = denunciation()
    own_body = AnsweredFor(is_complex=True, is_confidential=True, denounced_agency=registration.site.office.agency)

    with pytest.raises(DomainError, match="site_of_denounced"):
        confirm(registration, ground="20.4", answered=own_body)
    confirm(registration, ground="20.4", answered=replace(own_body, denounced_agency=AgencyFactory()))

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.CONFIRMED
    assert registration.denounced_agency != registration.site.office.agency


def test_confirm_by_practical_need_says_which():
    registration = RegistrationFactory()

    with pytest.raises(DomainError, match="need_missing"):
        confirm(registration, ground="20.5", ground_note=" \u200b ")
    confirm(registration, ground="20.5", ground_note="Cầu sập, không có đường về tỉnh")

    registration.refresh_from_db()
    assert registration.ground_note == "Cầu sập, không có đường về tỉnh"


@pytest.mark.parametrize("ground", ["20.1", "20.2", "20.3", "20.5"])
def test_confirm_of_a_denunciation_is_refused_on_every_other_ground(ground):
    registration = denunciation()

    with pytest.raises(DomainError, match="denunciation_ground"):
        confirm(registration, ground=ground, answered=BOTH)

    registration.refresh_from_db()
    assert (registration.status, registration.ground) == (RegistrationStatus.SUBMITTED, "")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"is_foreigner": True}, "foreigner_has_passport"),
        ({"organisation": "Hợp tác xã", "kind": "denunciation", "protection_waived": True}, "denunciation_by_another"),
        ({"person": replace(AN, identity_number="049299012345")}, "identity_number_wrong"),
    ],
    ids=["foreigner with an identity card", "organisation that denounces", "born in the future"],
)
def test_register_refuses_who_cannot_come_so(changes, code):
    with pytest.raises(DomainError, match=code):
        register(SlotFactory(), **changes)

    assert not Registration.objects.exists()


def test_foreigner_and_organisation_are_registered():
    foreigner = replace(AN, identity_kind="passport", identity_number="C01X0006H")

    registration = register(SlotFactory(), person=foreigner, is_foreigner=True, organisation=" Công ty  Sông Tranh ")

    assert (registration.is_foreigner, registration.case.citizen.identity_number) == (True, "C01X0006H")
    assert "Sông Tranh" in registration.organisation


def test_desk_names_the_officer_who_heard_the_waiver():
    officer = UserFactory(site_officer=True)

    registration = register(
        SlotFactory(), kind="denunciation", protection_waived=True, registered_by="desk", officer=officer
    )

    assert registration.waiver_recorded_by == officer


@pytest.mark.parametrize("missing", ["waived_protection_at", "complexity_confirmed_by", "confidentiality_confirmed_at"])
def test_database_refuses_ground_20_4_without_one_of_its_confirmations(missing):
    with pytest.raises(IntegrityError, match="denunciation_confirmed_three_times"):
        RegistrationFactory(denunciation=True, confirmed=True, **{missing: None})


def test_mark_present_asks_the_law_again():
    unlawful = RegistrationFactory(denunciation=True, confirmed=True, ground="20.5")

    with pytest.raises(DomainError, match="denunciation_ground"):
        actions.mark_present(unlawful, by=UserFactory(site_officer=True))

    unlawful.refresh_from_db()
    assert unlawful.status == RegistrationStatus.CONFIRMED


def test_withdraw_waiver_is_refused_for_a_complaint():
    registration = RegistrationFactory()

    with pytest.raises(DomainError, match="not_a_denunciation"):
        actions.withdraw_waiver(registration, by=None)

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.SUBMITTED


def test_refuse_keeps_ground_and_reason_and_tells_the_day_of_the_notice():
    enter_calendar()
    registration = RegistrationFactory()

    actions.refuse(registration, by=coordinator_of(registration), ground="9.3", reason="Thông báo số 12/TB-UBND")

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.REFUSED
    assert (registration.refusal_ground, registration.refusal_reason) == ("9.3", "Thông báo số 12/TB-UBND")
    assert AuditEntry.objects.get(verb="registration.refuse").detail["notice_by"] != ""
    assert "Thông báo bằng văn bản chậm nhất" in Message.objects.get().body


@pytest.mark.parametrize(
    ("ground", "reason", "code"),
    [
        ("9.1", "  ", "reason_missing"),
        ("20.1", "Không rõ", "refusal_ground_unknown"),
        ("4.1.h", "Đã trả lời", "refusal_kind"),
    ],
)
def test_refuse_without_a_lawful_ground_changes_nothing(ground, reason, code):
    enter_calendar()
    registration = RegistrationFactory()

    with pytest.raises(DomainError, match=code):
        actions.refuse(registration, by=coordinator_of(registration), ground=ground, reason=reason)

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.SUBMITTED
    assert not AuditEntry.objects.exists()


def test_withdraw_frees_the_place():
    registration = RegistrationFactory(slot__capacity=1)

    actions.withdraw(registration, by=None, reason="Bận việc")

    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.WITHDRAWN
    assert register(registration.slot).status == RegistrationStatus.SUBMITTED


@pytest.mark.parametrize("start", RegistrationStatus)
@pytest.mark.parametrize(
    ("act", "target"),
    [
        (actions.withdraw, RegistrationStatus.WITHDRAWN),
        (actions.mark_present, RegistrationStatus.CHECKED_IN),
        (actions.mark_heard, RegistrationStatus.HEARD),
        (actions.mark_absent, RegistrationStatus.NO_SHOW),
    ],
)
def test_each_move_goes_only_as_the_table_allows(start, act, target):
    registration = RegistrationFactory(
        confirmed=True,
        status=start,
        checked_in_at=timezone.now(),
        refused_at=timezone.now(),
        refusal_ground="9.1",
        refusal_reason="x",
    )

    if target in MOVES[start]:
        act(registration, by=coordinator_of(registration))
        expected = target
    else:
        with pytest.raises(DomainError, match="registration_wrong_state"):
            act(registration, by=coordinator_of(registration))
        expected = start

    registration.refresh_from_db()
    assert registration.status == expected


def test_mark_present_and_heard_keep_their_moments():
    registration = RegistrationFactory(confirmed=True)
    by = coordinator_of(registration)

    actions.mark_present(registration, by=by)
    actions.mark_heard(registration, by=by)

    registration.refresh_from_db()
    assert registration.checked_in_at is not None
    assert registration.heard_at is not None


def test_reorder_moves_only_those_named():
    slot = SlotFactory(capacity=9)
    rows = [RegistrationFactory(slot=slot, list_position=n + 1) for n in range(4)]
    first, hidden, third, fourth = rows

    actions.reorder(slot.site.session, [fourth.pk, first.pk, third.pk], by=coordinator_of(first))

    positions = {row.pk: row.list_position for row in Registration.objects.all()}
    assert [positions[row.pk] for row in rows] == [3, 2, 4, 1]
    assert hidden.list_position == 2


def test_reorder_gives_distinct_places_to_rows_that_shared_one():
    slot = SlotFactory(capacity=9)
    rows = [RegistrationFactory(slot=slot, list_position=0) for _n in range(3)]

    actions.reorder(slot.site.session, [row.pk for row in reversed(rows)], by=coordinator_of(rows[0]))

    order = Registration.objects.order_by("list_position").values_list("pk", flat=True)
    assert list(order) == [row.pk for row in reversed(rows)]


def test_reorder_is_refused_when_one_is_not_in_the_session():
    here, elsewhere = RegistrationFactory(), RegistrationFactory()

    with pytest.raises(DomainError, match="registration_not_in_session"):
        actions.reorder(here.session, [elsewhere.pk, here.pk], by=coordinator_of(here))

    assert not AuditEntry.objects.exists()


def test_postponing_a_session_tells_everybody_who_holds_a_place():
    slot = SlotFactory(capacity=9)
    RegistrationFactory(slot=slot)
    RegistrationFactory(slot=slot, status="withdrawn")
    RegistrationFactory(slot=slot, denunciation=True, contact_phone="")
    session = slot.site.session
    later = at(session.held_on + timedelta(days=7), 14)

    told = actions.postpone_session(session, by=session.receiver, reason="Bão số 5", expected_new_at=later)

    assert told == 1
    assert f"dự kiến tiếp lúc 14:00 {later:%d/%m/%Y}." in Message.objects.get().body


def test_cancelling_a_session_without_a_reason_tells_nobody():
    registration = RegistrationFactory()

    with pytest.raises(DomainError, match="reason_missing"):
        actions.cancel_session(registration.session, by=coordinator_of(registration), reason=" ")

    assert not Message.objects.exists()


def test_a_session_of_another_agency_shares_no_place_numbers():
    one = register(SlotFactory(site__session=SessionFactory(published=True, agency=AgencyFactory())))
    other = register(SlotFactory(), person=replace(AN, identity_number="049185054321"))

    assert (one.list_position, other.list_position) == (1, 1)
