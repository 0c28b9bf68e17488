"""Every form: its picture beside the golden one, its words, its archive mark; and text that tries to be markup."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.documents import samples
from tiepdan.documents import fonts, pdfs

GOLDEN = Path(__file__).parent / "golden"
NAMES = [
    "minutes",
    "presentation",
    "receipt",
    "refusal",
    "invitation",
    "slip",
    "register",
    "conclusion",
    "guidance",
    "transfer",
    "notice",
]
OF_SEVERAL_PAGES = ["minutes_long", "register_long"]
WIDTH = 420
MOST_DIFFERENT = 0.004  # share of the picture's darkness


def made(name):
    form = getattr(pdfs, name.removesuffix("_long"))
    return form(getattr(samples, name.upper()), made_at=samples.MADE_AT)


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def pages(pdf):
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=WIDTH / page.get_width()).to_pil().convert("L") for page in document]
    document.close()
    return pictures


def golden_pages(name):
    return [Image.open(one).convert("L") for one in sorted(GOLDEN.glob(f"{name}-[0-9].png"))]


def difference(one, other):
    soft = [picture.filter(ImageFilter.GaussianBlur(1.5)) for picture in (one, other)]
    histogram = ImageChops.difference(*soft).histogram()
    return sum(depth * count for depth, count in enumerate(histogram)) / (255 * one.width * one.height)


@pytest.mark.parametrize("name", NAMES + OF_SEVERAL_PAGES)
def test_every_page_looks_like_its_golden_copy(name):
    golden, pictures = golden_pages(name), pages(made(name))

    assert [one.size for one in pictures] == [one.size for one in golden]
    assert max(difference(*pair) for pair in zip(pictures, golden, strict=True)) < MOST_DIFFERENT


def test_every_golden_copy_is_compared():
    named = {one.stem.rpartition("-")[0] for one in GOLDEN.iterdir()}

    assert named == set(NAMES + OF_SEVERAL_PAGES)


@pytest.mark.parametrize("name", OF_SEVERAL_PAGES)
def test_form_of_several_pages_numbers_them_from_the_second(name):
    words = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made(name))).pages]

    assert len(words) > 1
    assert all(str(number) in text.split() for number, text in enumerate(words[1:], start=2))


def test_difference_sees_one_changed_line():
    changed = pdfs.refusal(replace(samples.REFUSAL, reason="Không thuộc thẩm quyền."), made_at=samples.MADE_AT)

    assert difference(pages(changed)[0], pages(made("refusal"))[0]) > MOST_DIFFERENT


@pytest.mark.parametrize("name", NAMES)
def test_form_says_that_it_is_pdf_a_2b(name):
    metadata = pypdf.PdfReader(io.BytesIO(made(name))).xmp_metadata

    assert (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "B")


@pytest.mark.parametrize("name", NAMES)
def test_form_keeps_what_an_archive_asks_of_pdf_a(name):
    """What the mark promises and a reader can see: faces inside, colours described, a title, nothing that acts."""
    reader = pypdf.PdfReader(io.BytesIO(made(name)))
    catalogue = reader.trailer["/Root"]
    faces = [face for page in reader.pages for face in faces_of(page)]

    assert [intent["/S"] for intent in catalogue["/OutputIntents"]] == ["/GTS_PDFA1"]
    assert faces
    assert all({"/FontFile2", "/FontFile3"} & set(face["/FontDescriptor"]) for face in faces)
    assert not reader.is_encrypted
    assert not {"/OpenAction", "/AA", "/AcroForm", "/JavaScript"} & set(catalogue)
    assert "/EmbeddedFiles" not in catalogue.get("/Names", {})
    assert reader.metadata.title


def faces_of(page):
    for font in page["/Resources"].get("/Font", {}).values():
        yield from (face.get_object() for face in font.get_object().get("/DescendantFonts", [font.get_object()]))


@pytest.mark.parametrize("name", NAMES)
def test_form_has_the_same_bytes_twice(name):
    assert made(name) == made(name)


@pytest.mark.parametrize("name", ["refusal", "receipt"])
def test_official_form_leaves_day_and_place_of_issue_open_as_its_text_has_them(name):
    words = words_of(made(name))

    assert "Số căn cước: 048190001234, ngày cấp: …/…/……, nơi cấp:" in words


@pytest.mark.parametrize("name", ["refusal", "receipt"])
def test_official_form_prints_day_and_place_of_issue_where_they_were_stated(name):
    issued = replace(samples.CITIZEN, identity_issued_on=date(2021, 7, 1), identity_issue_place="Bộ Công an")
    form = replace(getattr(samples, name.upper()), citizen=issued)

    words = words_of(getattr(pdfs, name)(form, made_at=samples.MADE_AT))

    assert "Số căn cước: 048190001234, ngày cấp: 01/07/2021, nơi cấp: Bộ Công an" in words


@pytest.mark.parametrize(
    "name", ["minutes", "presentation", "conclusion", "register", "guidance", "transfer", "notice"]
)
def test_typed_text_is_printed_and_never_obeyed_when_it_looks_like_markup(name):
    words = words_of(made(name)).replace(" ", "")

    assert samples.HOSTILE.replace(" ", "") in words


@pytest.mark.parametrize("sign", ["😀", "漢", "\u200b", "\u0000", "\u202e", "\ue000"])
def test_sign_that_the_typeface_lacks_does_not_stop_the_minutes(sign):
    form = replace(samples.MINUTES, text=f"Đầu{sign}cuối")

    words = words_of(pdfs.minutes(form, made_at=samples.MADE_AT))

    assert f"Đầu{'□' if sign.isprintable() else ''}cuối" in words


def test_decomposed_vietnamese_is_printed_composed():
    form = replace(samples.MINUTES, text="Nguye\u0302\u0303n Thi\u0323 Ho\u0300a")

    assert "Nguyễn Thị Hòa" in words_of(pdfs.minutes(form, made_at=samples.MADE_AT))


def test_every_vietnamese_letter_is_in_the_typeface():
    vowels = "aăâeêioôơuưy"
    marked = {
        fonts.printable(vowel + tone) for vowel in vowels + vowels.upper() for tone in "\u0300\u0301\u0303\u0309\u0323"
    }

    assert marked | {"đ", "Đ"} <= fonts.known_signs()


def test_long_minutes_number_their_later_pages():
    form = replace(samples.MINUTES, text="\n".join(["Công dân trình bày tiếp nội dung vụ việc của gia đình."] * 120))

    pages = pypdf.PdfReader(io.BytesIO(pdfs.minutes(form, made_at=samples.MADE_AT))).pages

    assert [page.extract_text().split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]


@pytest.mark.parametrize(
    ("name", "many", "closing"),
    [
        ("minutes", {"text": "Công dân trình bày tiếp.\n"}, "người được tiếp giữ 01 bản./."),
        ("receipt", {"papers": samples.RECEIPT.papers[:1]}, "cung cấp thông tin, tài liệu 01 bản./."),
        ("refusal", {"reason": "Đã trả lời. "}, "thông báo để ông (bà) được biết./."),
    ],
)
def test_no_page_holds_signatures_alone_however_long_the_form_is(name, many, closing):
    form = getattr(samples, name.upper())
    for count in range(8, 60, 2):
        long = replace(form, **{field: value * count for field, value in many.items()})
        pages = pypdf.PdfReader(io.BytesIO(getattr(pdfs, name)(long, made_at=samples.MADE_AT))).pages

        assert closing in " ".join(pages[-1].extract_text().split())


NOTICE = "Thông báo việc ghi âm, ghi hình đã được đọc tại Trụ sở tỉnh hồi 08 giờ 05 phút (Lê Thanh Bình); tại Xã"
ORDER = "người chủ trì yêu cầu người tham dự không tự ghi âm, ghi hình, phát trực tiếp"


def test_minutes_say_where_and_when_the_recording_notice_was_read_and_what_the_chair_forbade():
    silent = replace(samples.MINUTES, notices=(), recording_ban=None)

    words = words_of(made("minutes"))
    without = words_of(pdfs.minutes(silent, made_at=samples.MADE_AT))

    assert f"{NOTICE} Bình Minh hồi 08 giờ 06 phút (Hồ Thị Cúc)." in words
    assert f"Hồi 08 giờ 07 phút, {ORDER}" in words
    assert "Lý do: Nội dung trình bày có đời tư của người thứ ba." in words
    assert (NOTICE[:30] in without, ORDER in without) == (False, False)


def test_minutes_of_a_denunciation_name_the_alias_only():
    form = replace(samples.MINUTES, citizen=samples.DENOUNCER, attendees=())

    words = words_of(pdfs.minutes(form, made_at=samples.MADE_AT))

    assert "Người tố cáo TC-7K2M" in words
    assert samples.CITIZEN.full_name not in words
    assert samples.CITIZEN.identity_number not in words


def test_register_has_thirteen_numbered_columns():
    words = words_of(made("register"))

    assert " ".join(str(n) for n in range(1, 14)) in words
