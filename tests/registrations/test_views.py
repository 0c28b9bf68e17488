import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    AgencyFactory,
    CaseFactory,
    CitizenFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    at,
    enter_calendar,
)
from tests.registrations.factories import AN, register
from tests.sign_in import sign_in
from tiepdan.audit.models import AuditEntry
from tiepdan.registrations.models import Registration

pytestmark = pytest.mark.django_db

CARD = "049185012345|201234567|Nguyễn Thị An|03021985|Nữ|Thôn 3, xã Trà Giang|01072021"


@pytest.fixture
def slot():
    return SlotFactory(capacity=20)


@pytest.fixture
def binh(client, slot):
    """The coordinator of the session's agency."""
    session = slot.site.session
    session.receiver.agency = session.agency
    session.receiver.save(update_fields=["agency"])
    user = UserFactory(coordinator=True, agency=session.agency)
    sign_in(client, user)
    return user


@pytest.fixture
def cuc(client, slot):
    """The officer of the slot's site."""
    user = UserFactory(site_officer=True, office=slot.site.office)
    sign_in(client, user)
    return user


def url(name, *args):
    return reverse(f"registrations:{name}", args=args)


def html(response):
    return response.content.decode()


# ── The list ───────────────────────────────────────────────────────────────────


def test_the_list_shows_the_session_in_order_and_no_denunciation(client, binh, slot):
    RegistrationFactory(slot=slot, list_position=2, case=CaseFactory(citizen__full_name="Lê Thị Hai"))
    RegistrationFactory(slot=slot, list_position=1, case=CaseFactory(citizen__full_name="Lê Thị Một"))
    hidden = RegistrationFactory(slot=slot, denunciation=True)

    page = html(client.get(url("screening", slot.site.session.pk)))

    assert 0 < page.index("Lê Thị Một") < page.index("Lê Thị Hai")
    assert hidden.case.person_label not in page
    assert "2 chờ sàng lọc" in page


def test_the_list_without_a_session_asked_for_is_the_nearest(client, binh, slot):
    RegistrationFactory(slot=slot, case=CaseFactory(citizen__full_name="Lê Thị Một"))

    assert "Lê Thị Một" in html(client.get(url("screening")))


def test_the_list_of_a_site_officer_holds_the_own_site_only(client, cuc, slot):
    RegistrationFactory(slot=slot, case=CaseFactory(citizen__full_name="Người Ở Đây"))
    other = SlotFactory(site__session=slot.site.session)
    RegistrationFactory(slot=other, case=CaseFactory(citizen__full_name="Người Nơi Khác"))

    page = html(client.get(url("screening", slot.site.session.pk)))

    assert "Người Ở Đây" in page
    assert "Người Nơi Khác" not in page
    assert "Sắp lại" not in page


def test_the_list_of_another_agency_is_empty(client, binh):
    other = RegistrationFactory(case=CaseFactory(citizen__full_name="Người Nơi Khác"))

    assert "Người Nơi Khác" not in html(client.get(url("screening", other.session.pk)))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_queries_for_any_number(client, binh, slot, rows, django_assert_num_queries):
    for _row in range(rows):
        RegistrationFactory(slot=slot)

    with django_assert_num_queries(9):  # session, user, agency, savepoint, read-only, sessions, counts, rows, release
        client.get(url("screening", slot.site.session.pk))


def test_moving_up_without_script_and_with_it_give_the_same_list(client, binh, slot):
    first, second = (RegistrationFactory(slot=slot, list_position=n) for n in (1, 2))

    plain = client.post(url("move", second.pk, "len"))
    swapped = html(client.post(url("move", first.pk, "len"), headers={"HX-Request": "true"}))

    first.refresh_from_db()
    second.refresh_from_db()
    assert plain.url == url("screening", first.session_id)
    assert (first.list_position, second.list_position) == (1, 2)
    page = html(client.get(url("screening", first.session_id)))
    assert _without_tokens(swapped).strip() in _without_tokens(page)


def _without_tokens(text):
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_moving_the_first_up_changes_nothing(client, binh, slot):
    registration = RegistrationFactory(slot=slot, list_position=1)

    client.post(url("move", registration.pk, "len"))

    assert not AuditEntry.objects.exists()


# ── One registration ───────────────────────────────────────────────────────────


def test_the_page_of_a_registration_hides_the_number_and_hints_at_twins(client, binh, slot):
    citizen = CitizenFactory(number="049185012345")
    registration = RegistrationFactory(slot=slot, case=CaseFactory(citizen=citizen, subject="Đất thôn 3"))
    twin = RegistrationFactory(slot=slot, case=CaseFactory(subject="đất THÔN 3", citizen__full_name="Lê Em"))

    page = html(client.get(url("detail", registration.pk)))

    assert "•••• 345" in page
    assert "049185012345" not in page
    assert url("detail", twin.pk) in page


@pytest.mark.parametrize("name", ["detail", "slip", "qr"])
def test_a_stranger_gets_404(client, binh, name):
    other = RegistrationFactory()

    assert client.get(url(name, other.pk)).status_code == 404


@pytest.mark.parametrize("name", ["confirm", "refuse"])
def test_a_stranger_cannot_act(client, binh, name):
    other = RegistrationFactory()

    assert client.post(url(name, other.pk)).status_code == 404
    assert not AuditEntry.objects.exists()


def test_confirming_without_script(client, binh, slot):
    registration = RegistrationFactory(slot=slot)
    typed = {
        "ground": "20.2",
        "ground_note": "Ở vùng sâu",
        "decided_by": registration.session.receiver.pk,
        "decided_on": timezone.localdate().isoformat(),
    }

    response = client.post(url("confirm", registration.pk), typed)

    registration.refresh_from_db()
    assert response.url == url("screening", registration.session_id)
    assert (registration.status, registration.ground_decided_by) == ("confirmed", registration.session.receiver)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"ground": ""}, 422, "bắt buộc"),
        ({"ground": "20.4"}, 422, "20.4"),
        ({"decided_on": "2999-01-01"}, 409, "không thể sau hôm nay"),
        ({"decided_on": "hôm qua"}, 422, "ngày"),
        ({"decided_by": "999999"}, 422, "Hãy chọn"),
        ({"ground_note": "a" * 1001}, 422, "1000"),
    ],
)
def test_a_wrong_decision_comes_back_with_what_was_typed(client, binh, slot, change, status, words):
    registration = RegistrationFactory(slot=slot)
    typed = {
        "ground": "20.1",
        "ground_note": "Ba cơ quan",
        "decided_by": registration.session.receiver.pk,
        "decided_on": timezone.localdate().isoformat(),
        **change,
    }

    response = client.post(url("confirm", registration.pk), typed)

    registration.refresh_from_db()
    assert response.status_code == status
    assert words in html(response)
    assert typed["ground_note"] in html(response)
    assert registration.status == "submitted"


def test_refusing_without_script(client, binh, slot):
    enter_calendar()
    registration = RegistrationFactory(slot=slot)

    response = client.post(url("refuse", registration.pk), {"ground": "9.3", "reason": "Thông báo số 12"})

    registration.refresh_from_db()
    assert response.url == url("detail", registration.pk)
    assert registration.status == "refused"


def test_refusing_without_a_reason_comes_back(client, binh, slot):
    registration = RegistrationFactory(slot=slot)

    response = client.post(url("refuse", registration.pk), {"ground": "9.3", "reason": "\u200b"})

    registration.refresh_from_db()
    assert response.status_code == 422
    assert registration.status == "submitted"


def test_postponing_a_session_from_its_page_tells_the_citizens(client, binh, slot):
    RegistrationFactory(slot=slot)
    session = slot.site.session

    typed = {"reason": "Bão", "expected_new_date_on": "2099-01-05"}

    without_hour = client.post(url("postpone-session", session.pk), typed).status_code
    client.post(url("postpone-session", session.pk), {**typed, "expected_new_hour": "14:00"})

    session.refresh_from_db()
    assert (without_hour, session.status) == (409, "postponed")
    assert session.expected_new_at == at(date(2099, 1, 5), 14)
    assert client.post(url("cancel-session", SessionFactory(published=True).pk)).status_code == 404


# ── At the desk ────────────────────────────────────────────────────────────────


def walk_in(slot, **changes):
    return {
        "submission_key": str(uuid.uuid4()),
        "slot": str(slot.pk),
        "kind": "complaint",
        "subject": "Bồi thường đất",
        "account": "",
        "full_name": "Nguyễn Thị An",
        "address": "Thôn 3",
        "identity_kind": "identity_card",
        "identity_number": "049185012345",
        "phone": "0905 123 456",
        "people_count": "1",
        **changes,
    }


def test_an_officer_registers_who_walked_in(client, cuc, slot):
    response = client.post(url("walk-in"), walk_in(slot, born_on="03/02/1985"))

    registration = Registration.objects.get()
    assert response.url == url("slip", registration.pk)
    assert (registration.officer, registration.registered_by) == (cuc, "desk")
    assert registration.spaced_code in html(client.get(response.url))
    assert client.get(url("qr", registration.pk))["Content-Type"] == "image/svg+xml"


def test_sending_the_desk_form_twice_registers_once(client, cuc, slot):
    typed = walk_in(slot)

    first, second = client.post(url("walk-in"), typed), client.post(url("walk-in"), typed)

    assert first.url == second.url
    assert Registration.objects.count() == 1


def test_the_desk_offers_the_own_site_only(client, cuc, slot):
    other = SlotFactory(site__session=slot.site.session)

    page = html(client.get(url("walk-in")))
    forced = client.post(url("walk-in"), walk_in(other))

    assert slot.site.office.short_name in page
    assert other.site.office.short_name not in page
    assert forced.status_code == 422
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"subject": ""}, "Xin ghi việc cần gặp"),
        ({"identity_number": "12"}, "12 chữ số"),
        ({"born_on": "31/02/1985"}, "ngày"),
        ({"born_on": "03/02/1984"}, "không khớp với năm sinh"),
        ({"submission_key": "x"}, "UUID"),
        ({"kind": "denunciation"}, "không tiếp trực tuyến"),
    ],
)
def test_a_wrong_desk_form_comes_back_with_what_was_typed(client, cuc, slot, change, words):
    response = client.post(url("walk-in"), walk_in(slot, **change))

    assert response.status_code in (409, 422)
    assert words in html(response)
    assert "Nguyễn Thị An" in html(response)
    assert not Registration.objects.exists()


def test_day_and_place_of_issue_are_kept_with_the_number(client, cuc, slot):
    client.post(url("walk-in"), walk_in(slot, identity_issued_on="01/07/2021", identity_issue_place=" Bộ Công an "))

    citizen = Registration.objects.get().case.citizen
    assert (citizen.identity_issued_on, citizen.identity_issue_place) == (date(2021, 7, 1), "Bộ Công an")


@pytest.mark.parametrize("name", ["walk-in", "read-card"])
def test_the_card_fills_the_person_and_writes_nothing(client, cuc, slot, name):
    typed = walk_in(slot, full_name="", identity_number="", card=CARD, read_card="1", account="Giữ lại")

    page = html(client.post(url(name), typed))

    for words in ('value="Nguyễn Thị An"', 'value="049185012345"', 'value="Thôn 3, xã Trà Giang"', "03/02/1985"):
        assert words in page
    assert 'name="identity_issued_on" value="2021-07-01"' in page
    assert ("Giữ lại" in page) == (name == "walk-in")
    assert not Registration.objects.exists()


def test_an_unreadable_card_says_so_and_keeps_what_was_typed(client, cuc, slot):
    page = html(client.post(url("read-card"), walk_in(slot, card="https://example.org")))

    assert "Không đọc được mã QR" in page
    assert 'value="Nguyễn Thị An"' in page


@pytest.mark.parametrize("role", ["chair", "inspector", "agency_representative"])
def test_other_roles_have_no_desk(client, slot, role):
    sign_in(client, UserFactory(role=role, agency=AgencyFactory()))

    assert client.get(url("walk-in")).status_code == 404
    assert client.post(url("read-card")).status_code == 404


def test_a_denunciation_at_the_desk_gives_a_slip_with_the_alias(client, cuc, slot):
    response = client.post(url("walk-in"), walk_in(slot, kind="denunciation", waived="on"))

    registration = Registration.objects.get()
    page = html(client.get(response.url))
    assert response.url == url("denunciation-slip", registration.pk)
    assert registration.case.person_label in page
    assert "Nguyễn Thị An" not in page


@pytest.mark.parametrize(("role", "leads"), [("site_officer", True), ("coordinator", True), ("advising_unit", False)])
def test_the_slip_leads_to_the_next_person_where_people_walk_in(client, slot, role, leads):
    registration = RegistrationFactory(slot=slot)
    agency = registration.session.agency
    sign_in(client, UserFactory(role=role, agency=agency, office=registration.site.office))

    page = html(client.get(url("slip", registration.pk)))

    assert (f'href="{url("walk-in")}"' in page) is leads


# ── Denunciations ──────────────────────────────────────────────────────────────


@pytest.fixture
def denunciation(slot):
    from dataclasses import replace

    secret = replace(AN, full_name="Bí Mật Tuyệt Đối")
    return register(slot, kind="denunciation", subject="xây dựng", protection_waived=True, person=secret)


def test_denunciations_have_a_list_and_a_page_by_alias(client, binh, denunciation):
    listed = html(client.get(url("denunciations")))
    page = html(client.get(url("denunciation", denunciation.pk)))

    for words in (listed, page):
        assert denunciation.case.person_label in words
        assert "Bí Mật" not in words


def test_opening_the_envelope_needs_a_reason_and_leaves_it(client, binh, denunciation):
    refused = client.post(url("denunciation-identity", denunciation.pk), {"reason": ""})
    opened = client.post(url("denunciation-identity", denunciation.pk), {"reason": "Mời làm việc"})

    assert refused.status_code == 409
    assert "Bí Mật" not in html(refused)
    assert "Bí Mật Tuyệt Đối" in html(opened)
    assert opened["Cache-Control"] == "no-store"
    assert AuditEntry.objects.filter(verb="identity.open", actor=binh).count() == 1
    assert client.get(url("denunciation-identity", denunciation.pk)).status_code == 405


def test_the_inspector_reads_the_page_but_never_the_identity(client, denunciation):
    sign_in(client, UserFactory(inspector=True))

    assert client.get(url("denunciation", denunciation.pk)).status_code == 200
    assert client.post(url("denunciation-identity", denunciation.pk), {"reason": "Xem"}).status_code == 404


def test_confirming_a_denunciation_needs_both_ticks(client, binh, denunciation):
    typed = {
        "ground": "20.4",
        "decided_by": denunciation.session.receiver.pk,
        "decided_on": timezone.localdate().isoformat(),
        "is_complex": "on",
        "denounced": "elsewhere",
    }

    refused = client.post(url("denunciation-confirm", denunciation.pk), typed)
    client.post(url("denunciation-confirm", denunciation.pk), {**typed, "confidentiality_confirmed": "on"})

    denunciation.refresh_from_db()
    assert refused.status_code == 409
    assert "bảo đảm bảo mật" in html(refused)
    assert denunciation.status == "confirmed"


def test_refusing_a_denunciation(client, binh, denunciation):
    enter_calendar()

    client.post(url("denunciation-refuse", denunciation.pk), {"ground": "9.1", "reason": "Say rượu"})

    denunciation.refresh_from_db()
    assert denunciation.status == "refused"


def test_a_denunciation_is_absent_at_every_general_address(client, binh, denunciation):
    for name in ("detail", "slip", "qr"):
        assert client.get(url(name, denunciation.pk)).status_code == 404
    for name in ("confirm", "refuse"):
        assert client.post(url(name, denunciation.pk)).status_code == 404
    assert client.post(url("move", denunciation.pk, "len")).status_code == 404


def test_the_slip_of_a_denunciation_has_its_own_code_as_a_picture(client, cuc, denunciation):
    picture = client.get(url("denunciation-qr", denunciation.pk))

    assert picture["Content-Type"] == "image/svg+xml"
    assert url("denunciation-qr", denunciation.pk) in html(client.get(url("denunciation-slip", denunciation.pk)))
    sign_in(client, UserFactory(site_officer=True, office=RegistrationFactory().site.office))
    assert client.get(url("denunciation-qr", denunciation.pk)).status_code == 404


def test_the_picture_of_a_denunciations_code_is_not_given_of_a_complaint(client, cuc, slot):
    assert client.get(url("denunciation-qr", RegistrationFactory(slot=slot).pk)).status_code == 404


@pytest.mark.parametrize("secret", [False, True], ids=["complaint", "denunciation"])
def test_coordinator_routes_a_matter_at_the_provincial_office(client, secret):
    registration = RegistrationFactory(denunciation=secret)
    agency = registration.session.agency
    detail, route = ("denunciation", "denunciation-route") if secret else ("detail", "route")
    sign_in(client, UserFactory(coordinator=True, agency=agency))

    response = client.post(
        reverse(f"registrations:{route}", args=[registration.pk]), {"desk": "assembly_and_council"}, follow=True
    )

    assert response.redirect_chain[-1][0] == reverse(f"registrations:{detail}", args=[registration.pk])
    assert "Đại diện Văn phòng Đoàn đại biểu Quốc hội" in response.text
    sign_in(client, UserFactory(chair=True, agency=agency))
    assert client.post(reverse(f"registrations:{route}", args=[registration.pk])).status_code == 404


# ── A mixed matter ─────────────────────────────────────────────────────────────
@pytest.mark.parametrize("role", ["coordinator", "site_officer"])
def test_screening_and_desk_split_a_mixed_matter(client, slot, role):
    registration = RegistrationFactory(slot=slot)
    place = {"agency": slot.site.session.agency} if role == "coordinator" else {"office": slot.site.office}
    sign_in(client, UserFactory(role=role, **place))
    before = client.get(url("detail", registration.pk)).text

    response = client.post(
        url("split", registration.pk), {"split_recommendation_or_feedback": "Sửa đường thôn 3"}, follow=True
    )

    part = registration.case.parts.get()
    assert ('name="split_recommendation_or_feedback"' in before, "split_denunciation" in before) == (True, False)
    assert (part.kind, part.subject) == ("recommendation_or_feedback", "Sửa đường thôn 3")
    assert "Đã tách: Kiến nghị, phản ánh, Sửa đường thôn 3" in response.text


def test_splitting_nothing_comes_back_with_words(client, binh, slot):
    registration = RegistrationFactory(slot=slot)

    response = client.post(url("split", registration.pk), {"split_recommendation_or_feedback": " "})

    assert response.status_code == 409
    assert "Xin ghi nội dung của vụ việc tách ra." in response.text


def test_subject_of_a_part_that_is_too_long_comes_back(client, binh, slot):
    registration = RegistrationFactory(slot=slot)

    response = client.post(url("split", registration.pk), {"split_recommendation_or_feedback": "a" * 301})

    assert response.status_code == 422
    assert "a" * 301 in response.text
    assert not registration.case.parts.exists()


@pytest.mark.parametrize("status", ["heard", "withdrawn", "no_show"])
def test_matter_that_waits_no_more_is_not_split_here(client, binh, slot, status):
    registration = RegistrationFactory(slot=slot, checked_in=True)
    Registration.objects.update(status=status)

    page = client.get(url("detail", registration.pk)).text

    assert "split_recommendation_or_feedback" not in page
    assert client.post(url("split", registration.pk), {}).status_code == 404


def test_others_do_not_split(client, slot):
    registration = RegistrationFactory(slot=slot)
    denunciation = RegistrationFactory(slot=slot, denunciation=True)
    said = {"split_recommendation_or_feedback": "Sửa đường"}

    sign_in(client, UserFactory(chair=True, agency=slot.site.session.agency))
    by_chair = client.post(url("split", registration.pk), said).status_code
    sign_in(client, UserFactory(site_officer=True))
    elsewhere = client.post(url("split", registration.pk), said).status_code
    sign_in(client, UserFactory(coordinator=True, agency=slot.site.session.agency))
    sealed = client.post(url("split", denunciation.pk), said).status_code

    assert (by_chair, elsewhere, sealed) == (404, 404, 404)
    assert not registration.case.parts.exists()
