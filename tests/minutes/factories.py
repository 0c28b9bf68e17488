"""Minutes at each step, made by the actions themselves."""

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import factories
from tests.hearings.factories import Held, held_session, open_hearing
from tiepdan.accounts.enums import Role
from tiepdan.hearings.models import Hearing
from tiepdan.minutes import actions
from tiepdan.minutes.models import Minutes
from tiepdan.registrations.paper_files import StoredFile, keep

TEXT = "Bà An trình bày: chưa nhận được tiền bồi thường.\nĐề nghị kiểm tra lại diện tích."


def note_taker(held: Held):
    return factories.UserFactory(role=Role.NOTE_TAKER, agency=held.session.agency, full_name="Lê Thanh Bình")


def live_hearing(**values: object) -> tuple[Held, Hearing]:
    held = held_session()
    return held, open_hearing(held, **values)


def written(hearing: Hearing, by, text: str = TEXT) -> Minutes:
    minutes = actions.open_minutes(hearing, by=by)
    return actions.save(
        minutes, by=by, version=0, text=text, agencies_text="Sở: sẽ đo lại.", conclusion_text="Giao Sở."
    )


def agreed(hearing: Hearing, by) -> Minutes:
    return actions.agree(actions.read_back(written(hearing, by), by=by), by=by)


def scanned(name: str = "ky.png") -> SimpleUploadedFile:
    from io import BytesIO

    kept = BytesIO()
    Image.new("RGB", (40, 40), "white").save(kept, "PNG")
    return SimpleUploadedFile(name, kept.getvalue(), content_type="image/png")


def a_scan() -> StoredFile:
    return keep(scanned())


def signed(hearing: Hearing, by) -> Minutes:
    return actions.sign(agreed(hearing, by), by=by, signature="signed", scan=a_scan())
