from dataclasses import replace
from datetime import date

import pytest
from cryptography.fernet import InvalidToken

from tests import factories
from tests.factories import UserFactory
from tiepdan.accounts.models import Citizen
from tiepdan.audit.models import AuditEntry
from tiepdan.cases import actions
from tiepdan.cases.models import Case, ProtectedIdentity
from tiepdan.cases.parts import Part
from tiepdan.cases.persons import DeclaredPerson
from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind

pytestmark = pytest.mark.django_db

AN = DeclaredPerson(
    full_name="Nguyễn Thị An",
    address="Thôn 3",
    identity_kind="identity_card",
    identity_number="049 185 012 345",
    phone="0905 123 456",
    email="an@example.org",
    born_on=date(1985, 2, 3),
)


def open_case(kind, person=AN):
    return actions.open_case(kind=kind, subject="Đất đai", account="", request="", citizen_form=person)


def test_open_case_of_a_complaint_keeps_the_number_encrypted():
    case = open_case("complaint")

    citizen = Citizen.objects.get()
    assert case.citizen == citizen
    assert (citizen.identity_number, citizen.folded_name) == ("049185012345", "nguyen thi an")
    assert b"049185012345" not in bytes(citizen.identity_sealed)
    assert not ProtectedIdentity.objects.exists()


def test_open_case_of_a_denunciation_writes_the_person_into_the_envelope_only():
    case = open_case("denunciation")

    protected = ProtectedIdentity.objects.get()
    assert (case.protected, case.citizen) == (protected, None)
    assert not Citizen.objects.exists()
    assert "Nguyễn".encode() not in bytes(protected.sealed)
    assert protected.alias.startswith("Người tố cáo TC-")
    assert case.person_label == protected.alias


def test_aliases_differ():
    aliases = {open_case("denunciation").protected.alias for _case in range(20)}

    assert len(aliases) == 20


def test_open_identity_gives_the_person_and_leaves_the_reason_in_the_audit():
    protected = open_case("denunciation").protected
    officer = UserFactory(coordinator=True)

    person = actions.open_identity(protected, by=officer, reason="Mời đến làm việc")

    assert person == AN
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.detail) == (officer, "identity.open", {"reason": "Mời đến làm việc"})


def test_envelope_keeps_day_and_place_of_issue_and_an_older_one_opens_without():
    issued = replace(AN, identity_issued_on=date(2021, 7, 1), identity_issue_place="Bộ Công an")
    protected = open_case("denunciation", issued).protected
    old = {k: v for k, v in AN.as_words().items() if not k.startswith("identity_issue")}

    opened = actions.open_identity(protected, by=UserFactory(coordinator=True), reason="Mời đến làm việc")

    assert opened == issued
    assert DeclaredPerson.from_words(old) == AN


def test_open_identity_without_a_reason_is_refused():
    protected = open_case("denunciation").protected

    with pytest.raises(DomainError, match="reason_missing"):
        actions.open_identity(protected, by=UserFactory(coordinator=True), reason=" ")

    assert not AuditEntry.objects.exists()


def test_the_envelope_does_not_open_with_the_key_of_other_numbers(settings):
    protected = open_case("denunciation").protected
    settings.PROTECTED_IDENTITY_KEY = settings.IDENTITY_KEYS[0]

    with pytest.raises(InvalidToken):
        actions.open_identity(protected, by=UserFactory(coordinator=True), reason="Thử")


def test_a_case_of_either_class_is_a_row_of_one_table():
    open_case("complaint")
    open_case("denunciation")

    assert Case.objects.count() == 2


def test_route_notes_who_receives_the_subject_at_the_provincial_office():
    case, by = factories.CaseFactory(), factories.UserFactory(coordinator=True)

    actions.route(case, by=by, desk="party_discipline")

    case.refresh_from_db()
    assert case.get_desk_display() == "Đại diện Ủy ban Kiểm tra Tỉnh ủy"
    assert AuditEntry.objects.get().verb == "case.route"


def test_route_to_nowhere_is_refused():
    case = factories.CaseFactory()

    with pytest.raises(DomainError, match="desk_unknown"):
        actions.route(case, by=factories.UserFactory(coordinator=True), desk="somewhere")

    case.refresh_from_db()
    assert case.desk == ""


# ── A mixed matter before the hearing ──────────────────────────────────────────
ROAD = Part(MatterKind.RECOMMENDATION_OR_FEEDBACK, "Sửa đường")


def test_mixed_matter_is_split_before_the_hearing_and_keeps_its_origin():
    case, by = open_case("complaint"), UserFactory(coordinator=True)

    made = actions.split_before_hearing(case, [ROAD], by=by)

    part = case.parts.get()
    assert made == [part]
    assert (part.kind, part.subject, part.origin) == ("recommendation_or_feedback", "Sửa đường", case)
    assert part.citizen.identity_number == case.citizen.identity_number
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.detail["origin"]) == ("case.split", by, str(case.pk))


@pytest.mark.parametrize(
    ("kind", "values", "parts", "code"),
    [
        ("complaint", {"status": "classified"}, [ROAD], "case_classified"),
        ("complaint", {}, [], "parts_missing"),
        ("complaint", {}, [Part(MatterKind.COMPLAINT, "Đất")], "part_same_kind"),
        ("complaint", {}, [replace(ROAD, subject=" ")], "subject_missing"),
        ("complaint", {}, [ROAD, Part(MatterKind.DENUNCIATION, "Xây dựng")], "denunciation_registered_apart"),
        ("denunciation", {}, [ROAD], "denunciation_registered_apart"),
    ],
)
def test_splitting_before_the_hearing_is_refused(kind, values, parts, code):
    case = open_case(kind)
    Case.objects.update(**values or {"status": "open"})

    with pytest.raises(DomainError, match=code):
        actions.split_before_hearing(case, parts, by=UserFactory(coordinator=True))

    assert not case.parts.exists()
    assert not AuditEntry.objects.exists()


def test_one_kind_is_split_off_once_before_the_hearing():
    case, by = open_case("complaint"), UserFactory(coordinator=True)
    actions.split_before_hearing(case, [ROAD], by=by)

    with pytest.raises(DomainError, match="part_same_kind"):
        actions.split_before_hearing(case, [ROAD], by=by)

    assert case.parts.count() == 1
