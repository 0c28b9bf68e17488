from datetime import date, timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from tests.factories import CaseFactory, RegistrationFactory, SessionFactory, SlotFactory, UserFactory, at
from tests.locks import row_holder
from tests.sign_in import sign_in
from tiepdan.accounts.identity_numbers import unseal
from tiepdan.audit.models import AuditEntry
from tiepdan.desk import actions
from tiepdan.errors import DomainError
from tiepdan.registrations.capacities import NOTHING_STATED, PAPERS, Stated
from tiepdan.registrations.models import Attendee

pytestmark = pytest.mark.django_db
LAWYER = ["lawyer_card", "request_for_legal_help"]


@pytest.fixture
def slot():
    return SlotFactory(capacity=20)


@pytest.fixture
def cuc(client, slot):
    user = UserFactory(site_officer=True, office=slot.site.office)
    sign_in(client, user)
    return user


@pytest.fixture
def registration(slot):
    return RegistrationFactory(slot=slot)


STATED = Stated("Thôn 5, xã Trà Giang", "personal_number", "049 188 012 345")


def add(registration, by, standing="lawyer", shown=LAWYER, name="Trần Văn Luật", stated=STATED, authorised_on=None):
    return actions.add_attendee(
        registration,
        by=by,
        standing=standing,
        full_name=name,
        shown=shown,
        stated=stated,
        authorised_on=authorised_on,
    )


def url(registration):
    return reverse("desk:attendees", args=[registration.pk])


def html(response):
    return response.content.decode()


def test_lawyer_is_noted_with_the_papers_seen(registration, cuc):
    attendee = add(registration, cuc, name="  Trần Văn\u200b Luật ")

    assert (attendee.full_name, attendee.standing) == ("Trần Văn Luật", "lawyer")
    assert attendee.papers_shown == "Thẻ luật sư; Giấy yêu cầu giúp đỡ về pháp luật"
    entry = AuditEntry.objects.get(verb="desk.add_attendee")
    assert entry.actor == cuc
    assert "Trần" not in str(entry.detail)


@pytest.fixture
def declared(registration):
    """Declared on the web; nobody has seen the papers."""
    row = Attendee(registration=registration, standing="authorised", full_name="Lê Văn Em", awaits_papers=True)
    for column, value in STATED.columns().items():
        setattr(row, column, value)
    row.noted_at = timezone.now()
    row.save()
    return row


def test_who_was_declared_on_the_web_is_confirmed_and_not_noted_twice(registration, cuc, declared):
    add(registration, cuc, "authorised", ["certified_authorisation"], name="LÊ VĂN EM")

    confirmed = Attendee.objects.get()
    assert (confirmed.pk, confirmed.awaits_papers, confirmed.full_name) == (declared.pk, False, "LÊ VĂN EM")
    assert confirmed.papers_shown == "Văn bản ủy quyền có công chứng hoặc chứng thực"


def test_who_was_declared_stays_unconfirmed_while_a_paper_is_missing(registration, cuc, declared):
    with pytest.raises(DomainError, match="attendee_papers_missing"):
        add(registration, cuc, "authorised", ["authorisation"], name="Lê Văn Em")

    declared.refresh_from_db()
    assert declared.awaits_papers


def test_desk_says_whose_papers_were_not_seen_and_fills_the_form_with_what_was_declared(
    client, registration, cuc, declared
):
    listed = html(client.get(url(registration)))
    filled = html(client.get(url(registration), {"nguoi": declared.pk}))

    assert "tự khai, chưa xem giấy tờ" in listed
    assert f'href="?nguoi={declared.pk}"' in listed
    assert ('value="Lê Văn Em"' in filled, 'value="049188012345"' in filled) == (True, True)
    assert 'value="Lê Văn Em"' not in listed


@pytest.mark.parametrize("wanted", ["x", "0", "999999"])
def test_form_is_empty_when_nobody_is_meant(client, registration, cuc, declared, wanted):
    assert 'value="Lê Văn Em"' not in html(client.get(url(registration), {"nguoi": wanted}))


@pytest.mark.parametrize(
    ("standing", "shown", "missing", "article"),
    [
        ("lawyer", [], "Thẻ luật sư", "Điều 13 khoản 3"),
        ("lawyer", ["lawyer_card"], "Giấy yêu cầu giúp đỡ về pháp luật", "Điều 13 khoản 3"),
        ("lawyer", ["lawyer_card", "authorisation"], "công chứng", "Điều 13 khoản 3"),
        ("legal_aid", ["legal_aid_card", "request_for_legal_help"], "Quyết định phân công", "Điều 13 khoản 3"),
        ("authorised", ["authorisation"], "công chứng", "Điều 13 khoản 2"),
        ("legal_representative", ["lawyer_card"], "chứng minh việc đại diện", "Điều 13 khoản 2"),
    ],
)
def test_missing_paper_is_refused_with_its_article(registration, cuc, standing, shown, missing, article):
    with pytest.raises(DomainError, match="attendee_papers_missing") as refused:
        add(registration, cuc, standing, shown)

    assert missing in refused.value.message
    assert article in refused.value.message
    assert not Attendee.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        ("lawyer", ["lawyer_card", "certified_authorisation"]),
        ("legal_aid", ["legal_aid_card", "legal_aid_assignment", "request_for_legal_help"]),
        ("authorised", ["certified_authorisation"]),
        ("legal_representative", ["proof_of_representation"]),
        ("legal_representative", [paper.value for paper in PAPERS]),
    ],
)
def test_each_capacity_is_noted_with_its_papers(registration, cuc, standing, shown):
    assert add(registration, cuc, standing, shown).standing == standing


def test_plain_authorisation_does_for_a_feedback(slot, cuc):
    feedback = RegistrationFactory(slot=slot, case=CaseFactory(kind="recommendation_or_feedback"))

    add(feedback, cuc, "authorised", ["authorisation"], "Lê Hai")
    add(feedback, cuc, "authorised", ["authorisation"], "Lê Ba")

    assert feedback.attendees.count() == 2


def test_complaint_is_authorised_to_one_person_only(registration, cuc):
    add(registration, cuc, "authorised", ["certified_authorisation"], "Lê Hai")

    with pytest.raises(DomainError, match="several_authorised"):
        add(registration, cuc, "authorised", ["certified_authorisation"], "Lê Ba")

    assert registration.attendees.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"standing": "group_representative"}, "standing_unknown"),
        ({"standing": "judge"}, "standing_unknown"),
        ({"shown": ["appointment_by_group"]}, "paper_unknown"),
        ({"name": " \u200b "}, "name_missing"),
    ],
)
def test_what_the_page_does_not_offer_is_refused(registration, cuc, changes, code):
    with pytest.raises(DomainError, match=code):
        add(registration, cuc, **changes)

    assert not Attendee.objects.exists()


def test_the_same_person_is_noted_once(registration, cuc):
    add(registration, cuc)

    with pytest.raises(DomainError, match="attendee_already_noted"):
        add(registration, cuc)


def test_nobody_is_noted_for_a_denouncer(slot, cuc, client):
    denunciation = RegistrationFactory(slot=slot, denunciation=True)

    with pytest.raises(DomainError, match="attendees_under_seal"):
        add(denunciation, cuc)

    assert client.get(url(denunciation)).status_code == 404
    assert client.post(url(denunciation), {"standing": "lawyer"}).status_code == 404


@pytest.mark.parametrize("status", ["withdrawn", "no_show"])
def test_nobody_is_noted_when_the_registration_is_over(slot, cuc, status):
    over = RegistrationFactory(slot=slot, confirmed=True, status=status)

    with pytest.raises(DomainError, match="registration_wrong_state"):
        add(over, cuc)


def test_number_of_an_authorised_person_is_kept_under_seal(registration, cuc):
    attendee = add(registration, cuc, "authorised", ["certified_authorisation"])

    attendee.refresh_from_db()
    assert (attendee.address, attendee.identity_kind) == ("Thôn 5, xã Trà Giang", "personal_number")
    assert unseal(bytes(attendee.identity_sealed)) == "049188012345"
    assert b"049188012345" not in bytes(attendee.identity_sealed)


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        (NOTHING_STATED, "identity_missing"),
        (Stated("", "passport", "B1234567"), "identity_missing"),
        (Stated("Thôn 5", "licence", "049188012345"), "identity_missing"),
        (Stated("Thôn 5", "identity_card", "04918801234"), "identity_number_wrong"),
    ],
)
def test_authorised_person_states_who_he_is_like_the_citizen(registration, cuc, stated, code):
    with pytest.raises(DomainError, match=code):
        add(registration, cuc, "authorised", ["certified_authorisation"], stated=stated)

    assert not Attendee.objects.exists()


def test_lawyer_is_known_by_the_card(registration, cuc):
    assert bytes(add(registration, cuc, stated=NOTHING_STATED).identity_sealed) == b""


@pytest.mark.parametrize(
    ("shown_on", "authorised_on", "enough"),
    [
        pytest.param(date(2026, 12, 31), None, False, id="last day of the rule"),
        pytest.param(date(2027, 1, 4), None, True, id="after the rule, day of the paper not known"),
        pytest.param(date(2027, 1, 4), date(2026, 12, 31), False, id="authorised on the last day of the rule"),
        pytest.param(date(2027, 1, 4), date(2027, 1, 1), True, id="authorised on the first day without it"),
    ],
)
def test_day_of_the_authorisation_decides_whether_it_must_be_certified(
    registration, cuc, monkeypatch, shown_on, authorised_on, enough
):
    monkeypatch.setattr(timezone, "now", lambda: at(shown_on, 9))
    said = {"standing": "authorised", "shown": ["authorisation"], "authorised_on": authorised_on}

    if enough:
        assert add(registration, cuc, **said).authorised_on == authorised_on
    else:
        with pytest.raises(DomainError, match="attendee_papers_missing"):
            add(registration, cuc, **said)


def test_authorisation_of_tomorrow_is_refused(registration, cuc):
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(DomainError, match="authorised_in_future"):
        add(registration, cuc, "authorised", ["certified_authorisation"], authorised_on=tomorrow)


@pytest.mark.parametrize(("standing", "shown"), [("head_of_organisation", []), ("for_organisation", ["authorisation"])])
def test_somebody_speaks_for_the_organisation_that_registered(slot, cuc, standing, shown):
    firm = RegistrationFactory(slot=slot, organisation="Hợp tác xã Trà Giang")

    assert add(firm, cuc, standing, shown).standing == standing


@pytest.mark.parametrize(
    ("organisation", "shown", "code"),
    [("", ["authorisation"], "organisation_missing"), ("Hợp tác xã", [], "attendee_papers_missing")],
)
def test_nobody_speaks_for_an_organisation_without_ground(slot, cuc, organisation, shown, code):
    registration = RegistrationFactory(slot=slot, organisation=organisation)

    with pytest.raises(DomainError, match=code):
        add(registration, cuc, "for_organisation", shown)

    assert not Attendee.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_add_attendee_waits_for_the_registration():
    registration, by = RegistrationFactory(), UserFactory(site_officer=True)

    with row_holder() as hold:
        hold(registration)
        with pytest.raises(OperationalError, match="lock timeout"):
            add(registration, by)


# ── The page ──────────────────────────────────────────────────────────────────
def test_officer_notes_a_lawyer_on_the_page(client, cuc, registration):
    typed = {"standing": "lawyer", "full_name": "Trần Văn Luật", "shown": LAWYER}

    answer = client.post(url(registration), typed)

    assert answer.url == url(registration)
    for page in (answer.url, reverse("registrations:detail", args=[registration.pk])):
        assert "Trần Văn Luật" in html(client.get(page))


def test_page_says_what_each_must_show(client, cuc, registration):
    assert "Thẻ luật sư (Điều 13 khoản 3" in html(client.get(url(registration)))


def test_page_is_reached_from_the_registration_and_from_the_desk_of_the_day(client):
    slot = SlotFactory(site__session=SessionFactory(live=True, held_on=timezone.localdate()))
    sign_in(client, UserFactory(site_officer=True, office=slot.site.office))
    expected = RegistrationFactory(slot=slot, confirmed=True)
    sealed = RegistrationFactory(slot=slot, confirmed=True, denunciation=True)

    desk = html(client.get(reverse("desk:site", args=[slot.site.pk])))

    assert url(expected) in desk
    assert url(sealed) not in desk
    assert url(expected) in html(client.get(reverse("registrations:detail", args=[expected.pk])))


def test_missing_paper_comes_back_with_what_was_typed(client, cuc, registration):
    answer = client.post(url(registration), {"standing": "lawyer", "full_name": "Trần Văn Luật", "shown": []})

    assert answer.status_code == 409
    assert "Còn thiếu giấy tờ" in html(answer)
    assert 'value="Trần Văn Luật"' in html(answer)


@pytest.mark.parametrize("typed", [{}, {"standing": "judge", "full_name": "An"}, {"standing": "lawyer"}])
def test_form_that_is_not_filled_in_comes_back(client, cuc, registration, typed):
    assert client.post(url(registration), typed).status_code == 422
    assert not Attendee.objects.exists()


def test_coordinator_notes_and_other_roles_and_offices_do_not(client, registration):
    agency = registration.session.agency
    statuses = {}
    for role in ("coordinator", "chair", "note_taker", "inspector"):
        sign_in(client, UserFactory(role=role, agency=agency))
        statuses[role] = client.get(url(registration)).status_code
    sign_in(client, UserFactory(coordinator=True))
    statuses["stranger"] = client.get(url(registration)).status_code

    assert statuses == {"coordinator": 200, "chair": 404, "note_taker": 404, "inspector": 404, "stranger": 404}


def test_closed_registration_shows_the_list_without_the_form(client, cuc, slot):
    over = RegistrationFactory(slot=slot, status="withdrawn")

    assert 'name="standing"' not in html(client.get(url(over)))


def test_lawyer_of_a_group_does_not_count_as_its_representative(client, cuc, slot):
    group = RegistrationFactory(slot=slot, people_count=6)
    page = reverse("registrations:detail", args=[group.pk])
    Attendee.objects.create(
        registration=group, standing="group_representative", full_name="Lê Hai", noted_at=group.submitted_at
    )
    words = "người đại diện, bằng văn bản"
    before = html(client.get(page))
    for name in ("Luật sư Một", "Luật sư Hai", "Luật sư Ba"):
        add(group, cuc, name=name)

    assert words not in before
    assert words not in html(client.get(page))


# ── Noted by mistake ──────────────────────────────────────────────────────────────
def test_who_was_noted_by_mistake_is_struck_and_the_right_one_noted(client, registration, cuc):
    wrong = add(registration, cuc, "authorised", ["certified_authorisation"], name="Ai Khác")

    page = client.post(reverse("desk:strike-attendee", args=[registration.pk]), {"nguoi": wrong.pk}, follow=True)
    add(registration, cuc, "authorised", ["certified_authorisation"], name="Lê Văn Em")

    assert "Đã bỏ khỏi danh sách" in html(page)
    assert [row.full_name for row in Attendee.objects.all()] == ["Lê Văn Em"]
    entry = AuditEntry.objects.get(verb="desk.strike_attendee")
    assert (entry.actor, entry.detail["standing"]) == (cuc, "authorised")
    assert "Khác" not in str(entry.detail)


@pytest.mark.parametrize("wrong", ["", "x", "999999999"])
def test_nobody_else_is_struck(registration, cuc, wrong):
    add(registration, cuc)

    with pytest.raises(DomainError, match="attendee_unknown"):
        actions.strike_attendee(registration, wrong, by=cuc)

    assert Attendee.objects.count() == 1


def test_representative_of_a_group_and_whoever_will_not_be_heard_are_not_struck(registration, cuc):
    lawyer = add(registration, cuc)
    row = Attendee.objects.create(
        registration=registration, standing="group_representative", full_name="Lê Văn Nhóm", noted_at=timezone.now()
    )

    with pytest.raises(DomainError, match="attendee_unknown"):
        actions.strike_attendee(registration, str(row.pk), by=cuc)
    registration.status = "withdrawn"
    registration.save(update_fields=["status"])
    with pytest.raises(DomainError, match="registration_wrong_state"):
        actions.strike_attendee(registration, str(lawyer.pk), by=cuc)

    assert Attendee.objects.count() == 2
