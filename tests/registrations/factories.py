"""What the tests of registrations need besides the common builders."""

import io
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from tiepdan.cases.persons import DeclaredPerson
from tiepdan.registrations import actions

AN = DeclaredPerson(
    full_name="Nguyễn Thị An",
    address="Thôn 3, xã Trà Giang",
    identity_kind="identity_card",
    identity_number="049185012345",
    phone="0905 123 456",
)


def register(slot, **changes):
    """Citizen An registers a complaint from the web."""
    wish = {
        "submission_key": uuid.uuid4(),
        "kind": "complaint",
        "subject": "Bồi thường đất",
        "account": "Chưa nhận được tiền.",
        "request": "",
        "person": AN,
        "registered_by": "web",
    }
    return actions.register(slot, **{**wish, **changes})


def pdf(pages=2, password=""):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=210, height=297)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    drawn = io.BytesIO()
    writer.write(drawn)
    return drawn.getvalue()


def picture(kind="PNG", size=(60, 40)):
    drawn = io.BytesIO()
    Image.new("RGB", size, "white").save(drawn, kind)
    return drawn.getvalue()


def upload(name="don.pdf", content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)
