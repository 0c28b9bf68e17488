"""Several people with one content: the list of those who signed, and who may speak for them (Đ29)."""

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from tests.factories import RegistrationFactory, SessionFactory, SlotFactory, UserFactory
from tests.locks import row_holder
from tests.sign_in import sign_in
from tiepdan.audit.models import AuditEntry
from tiepdan.desk import actions
from tiepdan.desk.models import QueueTicket
from tiepdan.errors import DomainError
from tiepdan.registrations.models import Attendee

pytestmark = pytest.mark.django_db


def group(people, representatives, **values):
    slot = SlotFactory(site__session=SessionFactory(live=True, held_on=timezone.localdate()), capacity=20)
    registration = RegistrationFactory(slot=slot, confirmed=True, people_count=people, **values)
    for name in representatives:
        Attendee.objects.create(
            registration=registration, standing="group_representative", full_name=name, noted_at=timezone.now()
        )
    return registration


def names(count):
    return [f"Lê Thị {letter}" for letter in "ABCDEFGHIJKLMNOP"[:count]]


def note(registration, listed, by=None, *, paper_seen=True):
    actions.note_group(registration, by=by or UserFactory(site_officer=True), names=listed, paper_seen=paper_seen)


@pytest.mark.parametrize(("people", "representatives"), [(2, 1), (4, 4), (5, 1), (10, 2), (11, 1), (11, 5), (16, 5)])
def test_list_of_all_with_lawful_representatives_is_noted_and_lets_the_group_in(people, representatives):
    registration = group(people, names(representatives))

    note(registration, names(people))

    assert list(registration.members.order_by("number").values_list("full_name", flat=True)) == names(people)
    assert AuditEntry.objects.get(verb="desk.note_group").detail == {"people": people}
    assert actions.check_in(registration, by=UserFactory(site_officer=True)).number == 1


@pytest.mark.parametrize(
    ("people", "representatives", "listed", "code"),
    [
        pytest.param(3, names(4), names(3), "representatives_number", id="3 people, 4 representatives"),
        pytest.param(5, names(3), names(5), "representatives_number", id="5 people, 3 representatives"),
        pytest.param(10, names(3), names(10), "representatives_number", id="10 people, 3 representatives"),
        pytest.param(11, names(6), names(11), "representatives_number", id="11 people, 6 representatives"),
        pytest.param(5, [], names(5), "representatives_number", id="nobody named"),
        pytest.param(5, ["Trần Văn Lạ"], names(5), "representative_outside", id="not one of them"),
        pytest.param(5, names(1), names(4), "group_list_incomplete", id="one signature missing"),
        pytest.param(5, names(1), names(6), "group_list_incomplete", id="one too many"),
        pytest.param(5, names(1), [*names(4), "x" * 101], "text_too_long", id="a name that no column holds"),
        pytest.param(5, names(1), [*names(4), "LÊ THI A"], "group_list_doubled", id="the same name twice"),
    ],
)
def test_list_that_the_law_does_not_take_is_refused(people, representatives, listed, code):
    registration = group(people, representatives)

    with pytest.raises(DomainError, match=code):
        note(registration, listed)

    assert not registration.members.exists()
    assert not AuditEntry.objects.exists()


def test_paper_must_have_been_seen():
    registration = group(5, names(1))

    with pytest.raises(DomainError, match="group_paper_missing"):
        note(registration, names(5), paper_seen=False)

    assert not registration.members.exists()


def test_list_noted_again_takes_the_place_of_the_one_before():
    registration = group(2, names(1))
    note(registration, names(2))

    note(registration, [names(1)[0], "Phạm Hai"])

    assert set(registration.members.values_list("full_name", flat=True)) == {names(1)[0], "Phạm Hai"}


def test_group_without_a_list_is_not_let_in():
    registration = group(7, names(2))

    with pytest.raises(DomainError, match="group_list_missing"):
        actions.check_in(registration, by=UserFactory(site_officer=True))

    registration.refresh_from_db()
    assert registration.status == "confirmed"
    assert not QueueTicket.objects.exists()


def test_no_names_of_denouncers_are_kept_or_asked_for():
    secret = group(5, [], denunciation=True)

    with pytest.raises(DomainError, match="attendees_under_seal"):
        note(secret, names(5))

    assert actions.check_in(secret, by=UserFactory(site_officer=True)).number == 1


@pytest.mark.django_db(transaction=True)
def test_note_group_waits_for_the_registration():
    registration, by = group(2, names(1)), UserFactory(site_officer=True)

    with row_holder() as hold:
        hold(registration)
        with pytest.raises(OperationalError, match="lock timeout"):
            note(registration, names(2), by)


# ── The page ──────────────────────────────────────────────────────────────────
def url(registration):
    return reverse("desk:group", args=[registration.pk])


def test_officer_writes_the_list_and_reads_it_in_the_file(client):
    registration = group(3, names(1))
    sign_in(client, UserFactory(site_officer=True, office=registration.site.office))
    assert url(registration) in client.get(reverse("desk:site", args=[registration.site_id])).text

    answer = client.post(url(registration), {"names": "\n".join(names(3)), "paper_seen": "on"}, follow=True)

    assert "Danh sách 3 người đã ký" in answer.text
    assert all(name in answer.text for name in names(3))


@pytest.mark.parametrize(("typed", "status"), [({}, 422), ({"names": "Lê Thị A", "paper_seen": "on"}, 409)])
def test_list_that_is_refused_comes_back_with_what_was_typed(client, typed, status):
    registration = group(3, names(1))
    sign_in(client, UserFactory(site_officer=True, office=registration.site.office))

    answer = client.post(url(registration), typed)

    assert answer.status_code == status
    assert typed.get("names", "") in answer.text
    assert not registration.members.exists()


def test_others_have_no_such_page(client):
    registration, secret = group(3, names(1)), group(3, [], denunciation=True)

    sign_in(client, UserFactory(site_officer=True))
    assert client.get(url(registration)).status_code == 404
    sign_in(client, UserFactory(site_officer=True, office=secret.site.office))
    assert client.get(url(secret)).status_code == 404
