import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import RegistrationFactory
from tiepdan.accounts.names import clean_text
from tiepdan.registrations.codes import LETTERS, clean_code, new_code
from tiepdan.registrations.forms import names_in
from tiepdan.registrations.queries import by_code

codes = st.text(alphabet=LETTERS, min_size=16, max_size=16)


def test_the_alphabet_has_thirty_letters_and_no_look_alikes():
    assert len(set(LETTERS)) == 30
    assert not set("0O1ILS") & set(LETTERS)


def test_codes_do_not_repeat():
    assert len({new_code() for _code in range(500)}) == 500


@given(codes)
def test_a_code_is_found_however_it_is_typed(code):
    spaced = "-".join(code[i : i + 4] for i in range(0, 16, 4))

    assert clean_code(f"  {spaced.lower()} ") == code
    assert clean_code(code.replace("5", "S")) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_code_or_nothing(typed):
    cleaned = clean_code(typed)

    assert cleaned is None or (len(cleaned) == 16 and set(cleaned) <= set(LETTERS))


@given(st.text())
def test_cleaned_text_is_composed_without_invisible_marks_and_stays_so(text):
    cleaned = clean_text(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert not set(cleaned) & set("\u200b\u200d\ufeff\u202e\u00ad")
    assert clean_text(cleaned) == cleaned


@given(st.text(alphabet="aâăeêoôơuưđiy\u0300\u0301\u0303\u0309\u0323 ", max_size=60))
def test_vietnamese_typed_in_either_form_is_stored_the_same(text):
    assert clean_text(unicodedata.normalize("NFD", text)) == clean_text(unicodedata.normalize("NFC", text))


@given(st.lists(st.text(alphabet="abc đĂ", min_size=1).filter(str.strip), max_size=5))
def test_names_are_one_a_line(names):
    assert names_in("\n \n".join(names)) == [" ".join(name.split()) for name in names]


@pytest.mark.django_db
def test_by_code_finds_the_registration_and_nothing_else():
    registration = RegistrationFactory(code="ABCDEFGHJKMNPQR2")

    assert by_code("abcd-efgh jkmn.pqr2") == registration
    assert by_code("ABCDEFGHJKMNPQR3") is None
    assert by_code("") is None
    assert by_code("ABCDEFGHJKMNPQR2" * 2) is None
