import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiepdan.accounts.names import clean_line, clean_reason, clean_text, fold
from tiepdan.errors import DomainError


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param(unicodedata.normalize("NFD", "Nguyễn Thị Ấm"), "Nguyễn Thị Ấm", id="decomposed"),
        pytest.param("  Trần\u200b Văn\ufeff Dũng \n", "Trần Văn Dũng", id="zero width and ends"),
        pytest.param("Lê 😀 Văn", "Lê 😀 Văn", id="emoji stay for the form to refuse"),
    ],
)
def test_text_is_stored_composed_without_invisible_marks(typed, stored):
    assert clean_text(typed) == stored


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)


def test_search_form_has_no_marks():
    assert fold("Nguyễn  Đức Ước") == "nguyen duc uoc"


@pytest.mark.parametrize(
    "mark",
    [
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\u061c",
        "\ufeff",
        "\x00",
        "\x1b",
        "\x85",
        "\ufe0f",
        "\ud800",
        "\U000e0041",
    ],
    ids=ascii,
)
def test_what_nobody_can_see_is_dropped_and_does_not_keep_an_accent_apart(mark):
    assert clean_text(f"{mark}Nguye\u0302{mark}\u0303n{mark}") == "Nguyễn"


def test_lines_and_tabs_stay():
    assert clean_text("a\tb\r\nc\u00a0d") == "a\tb\r\nc\u00a0d"


def test_reason_of_three_hundred_letters_is_kept_and_a_longer_one_refused():
    longest = "ă" * 300

    assert clean_reason(f" {longest} ") == longest
    with pytest.raises(DomainError, match="reason_too_long") as refusal:
        clean_reason(longest + "n")
    assert "301" in refusal.value.message


def test_short_entry_of_its_whole_length_is_kept_and_a_longer_one_refused_by_its_first_words():
    assert clean_line(" Số trang 12 ", 11) == "Số trang 12"
    with pytest.raises(DomainError, match="text_too_long") as refusal:
        clean_line("Số trang 12", 10)
    assert "“Số trang 12…” dài 11" in refusal.value.message
