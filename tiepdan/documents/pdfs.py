"""One function per form: value in, PDF/A-2b out. Earlier steps and later steps print through here."""

from datetime import datetime

from tiepdan.documents.forms import (
    ConclusionForm,
    GuidanceForm,
    InvitationForm,
    MinutesForm,
    NoticeForm,
    PresentationForm,
    ReceiptForm,
    RefusalForm,
    RegisterForm,
    SlipForm,
    TransferForm,
)
from tiepdan.documents.renderer import render


def minutes(form: MinutesForm, *, made_at: datetime) -> bytes:
    """Biên bản tiếp công dân."""
    return render("minutes", form, made_at=made_at)


def presentation(form: PresentationForm, *, made_at: datetime) -> bytes:
    """Bản ghi nội dung trình bày (Đ14.1)."""
    return render("presentation", form, made_at=made_at)


def receipt(form: ReceiptForm, *, made_at: datetime) -> bytes:
    """Mẫu 02/TCD."""
    return render("receipt", form, made_at=made_at)


def refusal(form: RefusalForm, *, made_at: datetime) -> bytes:
    """Mẫu 01/TCD."""
    return render("refusal", form, made_at=made_at)


def invitation(form: InvitationForm, *, made_at: datetime) -> bytes:
    """Giấy mời."""
    return render("invitation", form, made_at=made_at)


def notice(form: NoticeForm, *, made_at: datetime) -> bytes:
    """Thông báo cho cơ quan tham gia (Đ23.1)."""
    return render("notice", form, made_at=made_at)


def slip(form: SlipForm, *, made_at: datetime) -> bytes:
    """Phiếu đăng ký, phiếu số thứ tự."""
    return render("slip", form, made_at=made_at)


def register(form: RegisterForm, *, made_at: datetime) -> bytes:
    """Mẫu 03/TCD."""
    return render("register", form, made_at=made_at)


def conclusion(form: ConclusionForm, *, made_at: datetime) -> bytes:
    """Thông báo kết luận việc tiếp công dân."""
    return render("conclusion", form, made_at=made_at)


def guidance(form: GuidanceForm, *, made_at: datetime) -> bytes:
    """Phiếu hướng dẫn."""
    return render("guidance", form, made_at=made_at)


def transfer(form: TransferForm, *, made_at: datetime) -> bytes:
    """Phiếu chuyển đơn."""
    return render("transfer", form, made_at=made_at)
