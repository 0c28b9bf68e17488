"""Files that people hand over: checked by content, kept under a name of ours, shown page by page."""

import contextlib
import hashlib
import io
import os
import threading
import uuid
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import filetype
import pypdfium2
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.errors import DomainError
from tiepdan.registrations.models import Paper, Registration

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
NAMES_ALLOWED = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
ACCEPT = ".pdf,.jpg,.jpeg,.png"
FOLDER = "papers"
MOST_PAGES = 500
MOST_PIXELS = 80_000_000
PAGE_WIDTH = 1600
PDFIUM = threading.Lock()
"""PDFium may not be entered by two threads of one process."""


@dataclass(frozen=True)
class StoredFile:
    """A checked file on our disk, not yet a paper of a matter."""

    title: str
    file_name: str
    media_type: str
    pages: int
    size_bytes: int
    sha256: str

    @property
    def facts(self) -> str:
        """ "3 trang, 240 KB", for lists."""
        return _("%(pages)s trang, %(size)s KB") % {"pages": self.pages, "size": max(1, self.size_bytes // 1024)}


def keep(uploaded: UploadedFile[bytes], title: str = "") -> StoredFile:
    """Check an upload by its content and store it under a new name of ours.

    Raises: DomainError file_empty, file_too_large, file_wrong_type, file_false_extension, file_broken, file_locked.
    """
    content = _content(uploaded)
    media_type = _media_type(uploaded.name or "", content)
    pages = _pages(media_type, content)
    file_name = f"{FOLDER}/{uuid.uuid4()}.{EXTENSIONS[media_type]}"
    place = path_of(file_name)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    plain_title = title or Path(uploaded.name or "").stem
    return StoredFile(
        plain_title[:200], file_name, media_type, pages, len(content), hashlib.sha256(content).hexdigest()
    )


def as_papers(
    registration: Registration, files: Sequence[StoredFile], condition: str, *, by: User | None, now: datetime
) -> list[Paper]:
    """Rows for files that are stored already, for an action to write."""
    return [
        Paper(
            registration=registration,
            title=clean_text(file.title) or str(_("Tài liệu")),
            condition=condition,
            pages=file.pages,
            file_name=file.file_name,
            media_type=file.media_type,
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            added_by=by,
            added_at=now,
        )
        for file in files
    ]


def path_of(file_name: str) -> Path:
    """Where a stored file lies. `file_name` is ours, never what a person sent."""
    return Path(settings.MEDIA_ROOT) / file_name


def stored_before(moment: datetime) -> set[str]:
    """Names of the stored files that nobody has touched since."""
    folder = path_of(FOLDER)
    old = (place for place in folder.glob("*.*") if place.stat().st_mtime < moment.timestamp())
    return {f"{FOLDER}/{place.name}" for place in old}


def keep_young(file_names: Sequence[str]) -> None:
    """Say that a draft still holds these files; one that is gone is left alone."""
    for name in file_names:
        with contextlib.suppress(FileNotFoundError):
            os.utime(path_of(name))


def forget(file_name: str) -> None:
    """Delete a stored file and the pages drawn of it."""
    for drawn in path_of("pages").glob(f"{Path(file_name).stem}-*.png"):
        drawn.unlink(missing_ok=True)
    path_of(file_name).unlink(missing_ok=True)


def page_image(file_name: str, media_type: str, number: int) -> bytes:
    """One page as a PNG at most 1,600 pixels wide, kept for the next reader. Numbers from 1.

    Raises: IndexError, when there is no such page.
    """
    kept = path_of(f"pages/{Path(file_name).stem}-{number}.png")
    if kept.exists():
        return kept.read_bytes()
    image = _pdf_page(path_of(file_name), number) if media_type == "application/pdf" else _picture(file_name, number)
    drawn = io.BytesIO()
    image.save(drawn, "PNG")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(drawn.getvalue())
    return drawn.getvalue()


def _content(uploaded: UploadedFile[bytes]) -> bytes:
    """The whole file, if it has a size that we take."""
    name = uploaded.name or ""
    if not uploaded.size:
        raise DomainError("file_empty", _("Tệp “%(name)s” rỗng (0 KB). Xin chọn lại tệp.") % {"name": name})
    if uploaded.size > settings.MAX_PAPER_BYTES:
        most = settings.MAX_PAPER_BYTES // 1024 // 1024
        message = _("Tệp “%(name)s” lớn hơn %(most)s MB. Xin chụp lại nhỏ hơn hoặc chia thành nhiều tệp.")
        raise DomainError("file_too_large", message % {"name": name, "most": most})
    uploaded.seek(0)
    return bytes(uploaded.read())


def _media_type(name: str, content: bytes) -> str:
    """What the file really is; its name must not say otherwise."""
    found = filetype.guess_mime(content[:8192])
    if found not in EXTENSIONS:
        message = _(
            "Tệp “%(name)s” không phải PDF, JPG hay PNG nên chưa nhận được. "
            "Ảnh HEIC của iPhone: xin chọn “Tương thích nhất” trong cài đặt máy ảnh hoặc chụp màn hình ảnh đó."
        )
        raise DomainError("file_wrong_type", message % {"name": name})
    if NAMES_ALLOWED.get(Path(name).suffix.lower().lstrip(".")) != found:
        message = _("Tên tệp “%(name)s” không đúng với nội dung (%(type)s). Xin đặt lại đuôi tệp cho đúng.")
        raise DomainError("file_false_extension", message % {"name": name, "type": EXTENSIONS[found].upper()})
    return str(found)


def _pages(media_type: str, content: bytes) -> int:
    """Number of pages, proving that the file opens."""
    return _pdf_pages(content) if media_type == "application/pdf" else _picture_pages(content)


def _pdf_pages(content: bytes) -> int:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise DomainError("file_locked", _("Tệp PDF có mật khẩu. Xin bỏ mật khẩu rồi gửi lại."))
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, RecursionError, OSError) as error:
        raise _broken() from error
    if not 1 <= pages <= MOST_PAGES:
        raise _broken()
    return pages


def _picture_pages(content: bytes) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise _broken()
                image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _broken() from error
    return 1


def _broken() -> DomainError:
    return DomainError("file_broken", _("Không mở được tệp này: tệp hỏng hoặc chưa tải lên hết. Xin gửi lại tệp khác."))


def _pdf_page(place: Path, number: int) -> Any:
    with PDFIUM:
        document = pypdfium2.PdfDocument(place)
        try:
            if not 1 <= number <= len(document):
                raise IndexError(number)
            page = document[number - 1]
            return page.render(scale=min(4.0, PAGE_WIDTH / page.get_width())).to_pil()
        finally:
            document.close()


def _picture(file_name: str, number: int) -> Any:
    if number != 1:
        raise IndexError(number)
    image = Image.open(path_of(file_name)).convert("RGB")
    image.thumbnail((PAGE_WIDTH, PAGE_WIDTH * 2))
    return image
