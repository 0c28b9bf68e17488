"""Numbers, cards, papers and groups."""

from datetime import date

import pytest

from tests.law.calendars import vn
from tiepdan.law import groups, persons
from tiepdan.law.identity import CardText, CardUnreadable, IdentityKind, check_number, normalise, parse_card_qr
from tiepdan.law.kinds import MatterKind
from tiepdan.law.persons import Paper, PersonRole, missing_papers, papers_needed
from tiepdan.law.refusal import RuleRefused

CARD, CERTIFICATE, NUMBER, PASSPORT = IdentityKind
TODAY = vn("20/11/2026")
C, D, R = MatterKind.COMPLAINT, MatterKind.DENUNCIATION, MatterKind.RECOMMENDATION_OR_FEEDBACK


@pytest.mark.parametrize(
    ("kind", "number", "born_on"),
    [
        pytest.param(CARD, "049090012345", date(1990, 3, 5), id="born in 1990, Quảng Nam"),
        pytest.param(NUMBER, "049 190 012 345", date(1990, 3, 5), id="woman, typed with spaces"),
        pytest.param(NUMBER, "079204012345", date(2004, 1, 1), id="born in 2004"),
        pytest.param(NUMBER, "092304.012.345", date(2004, 1, 1), id="woman born in 2004, typed with dots"),
        pytest.param(NUMBER, "101090012345", None, id="birth registered abroad"),
        pytest.param(CERTIFICATE, "000090012345", None, id="certificate: place not checked"),
        pytest.param(PASSPORT, "b1234567", None, id="Vietnamese passport, small letter"),
        pytest.param(PASSPORT, "P01234567", None, id="new Vietnamese passport"),
        pytest.param(PASSPORT, "123456789", None, id="foreign passport of digits"),
    ],
)
def test_number_with_a_right_structure_is_taken(kind, number, born_on):
    assert check_number(kind, number, born_on) is None


@pytest.mark.parametrize(
    ("kind", "number", "born_on", "message"),
    [
        pytest.param(CARD, "", None, "chưa nhập số căn cước", id="nothing"),
        pytest.param(NUMBER, "201234567", None, "Chứng minh nhân dân 9 số", id="old nine digits"),
        pytest.param(CARD, "04909001234", None, "đúng 12 chữ số", id="eleven digits"),
        pytest.param(CARD, "04909001234A", None, "đúng 12 chữ số", id="a letter"),
        pytest.param(CARD, "٠٤٩٠٩٠٠١٢٣٤A", None, "đúng 12 chữ số", id="other digits"),
        pytest.param(CARD, "003090012345", None, "mã tỉnh", id="no such province"),
        pytest.param(NUMBER, "049490012345", None, "Chữ số thứ tư", id="born in the next century"),
        pytest.param(NUMBER, "049091012345", date(1990, 3, 5), "năm sinh 1990", id="another year"),
        pytest.param(NUMBER, "049290012345", date(1990, 3, 5), "năm sinh 1990", id="another century"),
        pytest.param(PASSPORT, "ABCDEFG", None, "hộ chiếu", id="no digit"),
        pytest.param(PASSPORT, "B12", None, "hộ chiếu", id="too short"),
    ],
)
def test_number_with_a_wrong_structure_is_told_in_words(kind, number, born_on, message):
    assert message in check_number(kind, number, born_on)


def test_day_of_the_authorisation_decides_its_form():
    shown = date(2027, 1, 4)

    last = papers_needed(PersonRole.AUTHORISED_PERSON, C, shown, date(2026, 12, 31))
    first = papers_needed(PersonRole.AUTHORISED_PERSON, C, shown, date(2027, 1, 1))

    assert [need.any_of for need in (*last, *first)] == [(Paper.CERTIFIED_AUTHORISATION,), (Paper.AUTHORISATION,)]


def test_everybody_but_lawyer_and_legal_aid_states_who_he_is():
    silent = {role for role in PersonRole if not persons.states_identity(role)}

    assert silent == {PersonRole.LAWYER, PersonRole.LEGAL_AID_OFFICER}


@pytest.mark.parametrize("kind", [CARD, CERTIFICATE, NUMBER])
def test_foreigner_states_a_passport(kind):
    persons.check_identity_kind(PASSPORT, foreigner=True)
    persons.check_identity_kind(kind, foreigner=False)

    with pytest.raises(RuleRefused, match="Điều 1 khoản 2"):
        persons.check_identity_kind(kind, foreigner=True)


def test_year_of_birth_in_the_future_is_told_when_today_is_given():
    assert "năm 2099, sau năm nay" in check_number(NUMBER, "079299012345", on=TODAY)
    assert check_number(NUMBER, "079226012345", on=TODAY) is None


def test_the_four_documents_are_those_of_the_law():
    assert [kind.label for kind in IdentityKind] == [
        "Số căn cước",
        "Số giấy chứng nhận căn cước",
        "Số định danh cá nhân",
        "Số hộ chiếu",
    ]
    assert persons.identity_kinds_for(foreigner=False) == tuple(IdentityKind)
    assert persons.identity_kinds_for(foreigner=True) == (PASSPORT,)
    assert normalise(" 049-090 012345") == "049090012345"


AN = CardText(
    "049090012345", "Nguyễn Văn An", None, date(1990, 3, 5), "Nam", "Thôn 2, xã Trà My, Đà Nẵng", date(2021, 5, 10)
)


@pytest.mark.parametrize(
    ("text", "card"),
    [
        pytest.param(
            "049090012345||Nguyễn Văn An|05031990|Nam|Thôn 2, xã Trà My, Đà Nẵng|10052021", AN, id="chip card"
        ),
        pytest.param(
            "\ufeff 049090012345||Nguye\u0302\u0303n Va\u0306n An|05031990|Nam|Thôn 2, xã Trà My, Đà Nẵng|10052021\r\n",
            AN,
            id="decomposed letters, mark and line end",
        ),
        pytest.param(
            "049090012345|201234567|Nguyễn Văn An|05031990|Nam|Trà My|10052021",
            CardText(
                "049090012345", "Nguyễn Văn An", "201234567", date(1990, 3, 5), "Nam", "Trà My", date(2021, 5, 10)
            ),
            id="with the old number",
        ),
        pytest.param(
            "049090012345|Nguyễn Văn An|05031990|Nam|Trà My|10072024",
            CardText("049090012345", "Nguyễn Văn An", None, date(1990, 3, 5), "Nam", "Trà My", date(2024, 7, 10)),
            id="card of 2024, six fields",
        ),
        pytest.param(
            "049090012345|Nguyễn Văn An|05031990|Nam|Trà My|10072024|201234567||Nguyễn Văn Ba",
            CardText(
                "049090012345",
                "Nguyễn Văn An",
                None,
                date(1990, 3, 5),
                "Nam",
                "Trà My",
                date(2024, 7, 10),
                ("201234567", "", "Nguyễn Văn Ba"),
            ),
            id="card of 2024, more fields",
        ),
        pytest.param(
            "049090012345||Nguyễn Văn An|1990|||", CardText("049090012345", "Nguyễn Văn An"), id="only a year of birth"
        ),
        pytest.param(
            "049090012345||Nguyễn Văn An|31021990", CardText("049090012345", "Nguyễn Văn An"), id="no such day"
        ),
        pytest.param("049090012345|Nguyễn Văn An", CardText("049090012345", "Nguyễn Văn An"), id="two fields"),
    ],
)
def test_card_is_read_for_a_person_to_confirm(text, card):
    assert parse_card_qr(text) == card


@pytest.mark.parametrize(
    "text",
    ["", "https://vneid.gov.vn", "201234567||Nguyễn Văn An", "049090012345", "049090012345||", "049090012345|123|An"],
)
def test_other_codes_are_unreadable_and_typing_is_offered(text):
    with pytest.raises(CardUnreadable, match="nhập bằng tay") as unreadable:
        parse_card_qr(text)

    assert unreadable.value.code == "card_unreadable"


def labels(role, kind, on=TODAY):
    return [need.label for need in papers_needed(role, kind, on)]


@pytest.mark.parametrize(
    ("role", "papers"),
    [
        (PersonRole.SELF, []),
        (PersonRole.HEAD_OF_ORGANISATION, []),
        (PersonRole.REPRESENTATIVE_OF_INCAPABLE, ["Giấy tờ chứng minh việc đại diện"]),
        (PersonRole.AUTHORISED_PERSON, ["Văn bản ủy quyền có công chứng hoặc chứng thực"]),
        (PersonRole.AUTHORISED_BY_ORGANISATION, ["Văn bản ủy quyền hợp pháp"]),
        (
            PersonRole.LAWYER,
            ["Thẻ luật sư", "Giấy yêu cầu giúp đỡ về pháp luật hoặc Văn bản ủy quyền có công chứng hoặc chứng thực"],
        ),
        (
            PersonRole.LEGAL_AID_OFFICER,
            [
                "Thẻ trợ giúp viên pháp lý",
                "Quyết định phân công trợ giúp pháp lý",
                "Giấy yêu cầu giúp đỡ về pháp luật hoặc Văn bản ủy quyền có công chứng hoặc chứng thực",
            ],
        ),
        (PersonRole.GROUP_REPRESENTATIVE, ["Văn bản cử người đại diện có chữ ký của tất cả mọi người"]),
    ],
)
def test_each_capacity_has_its_papers(role, papers):
    assert labels(role, C) == papers
    assert role.label


def test_authorisation_need_not_be_notarised_from_2027_on_nor_for_a_recommendation():
    plain = ["Văn bản ủy quyền hợp pháp"]

    assert labels(PersonRole.AUTHORISED_PERSON, C, vn("31/12/2026")) != plain
    assert labels(PersonRole.AUTHORISED_PERSON, C, vn("01/01/2027")) == plain
    assert labels(PersonRole.AUTHORISED_PERSON, R) == plain


def test_missing_papers_are_those_not_shown():
    shown = {Paper.LAWYER_CARD}

    missing = missing_papers(PersonRole.LAWYER, C, TODAY, shown)

    assert [need.any_of[0] for need in missing] == [Paper.REQUEST_FOR_LEGAL_HELP]
    assert missing_papers(PersonRole.LAWYER, C, TODAY, shown | {Paper.CERTIFIED_AUTHORISATION}) == ()
    assert missing_papers(PersonRole.LAWYER, C, TODAY, shown | {Paper.AUTHORISATION}) != ()
    assert missing_papers(PersonRole.AUTHORISED_PERSON, R, TODAY, {Paper.CERTIFIED_AUTHORISATION}) == ()


@pytest.mark.parametrize("role", sorted(persons.BY_AUTHORITY_OF_ANOTHER))
def test_denunciation_is_not_made_by_another(role):
    with pytest.raises(RuleRefused) as refused:
        papers_needed(role, D, TODAY)

    assert refused.value.code == "denunciation_by_another"


def test_papers_before_the_decree_are_not_covered():
    with pytest.raises(RuleRefused, match="01/7/2026"):
        papers_needed(PersonRole.SELF, C, vn("30/06/2026"))


def test_one_content_is_authorised_to_one_person():
    assert persons.check_authorised_persons(1) is None
    with pytest.raises(RuleRefused, match="nhiều người"):
        persons.check_authorised_persons(2)


@pytest.mark.parametrize(
    ("people", "allowed"),
    [
        (1, [0]),
        (2, [1, 2]),
        (4, [1, 2, 3, 4]),
        (5, [1, 2]),
        (10, [1, 2]),
        (11, [1, 2, 3, 4, 5]),
        (500, [1, 2, 3, 4, 5]),
    ],
)
def test_group_may_have_so_many_representatives(people, allowed):
    assert list(groups.allowed_representatives(people)) == allowed
    assert groups.is_large_delegation(people) is (people >= 5)


SIX = {"An", "Ba", "Chi", "Em", "Giang", "Hà"}


@pytest.mark.parametrize(
    ("members", "signers", "representatives", "code", "message"),
    [
        pytest.param(set(), set(), set(), "group_empty", "ít nhất một", id="nobody"),
        pytest.param(
            {"An", "Ba", "Chi"},
            {"An", "Ba", "Chi"},
            {"An", "Ba", "Chi", "Em"},
            "representatives_number",
            "Nhóm 3 người được cử 1 đến 3",
            id="three with four",
        ),
        pytest.param(SIX, SIX, {"An", "Ba", "Chi"}, "representatives_number", "1 đến 2", id="six with three"),
        pytest.param(SIX, SIX, set(), "representatives_number", "1 đến 2", id="six with none"),
        pytest.param({"An"}, {"An"}, {"An"}, "representatives_number", "Một người", id="one is no group"),
        pytest.param(SIX, SIX, {"Khoa"}, "representative_outside", "trong số những người", id="a stranger"),
        pytest.param(SIX, SIX - {"Hà"}, {"An"}, "signature_missing", "chữ ký của tất cả", id="one did not sign"),
    ],
)
def test_group_that_breaks_the_article_is_refused(members, signers, representatives, code, message):
    with pytest.raises(RuleRefused, match=message) as refused:
        groups.check_group(members, signers, representatives)

    assert (refused.value.code, str(refused.value.source)) == (code, "Điều 29 Luật Tiếp công dân")


def test_group_that_keeps_the_article_is_taken():
    assert groups.check_group(SIX, SIX, {"An", "Ba"}) is None
    assert groups.check_group({"An"}, set(), set()) is None
