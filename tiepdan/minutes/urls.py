"""Minutes, for the offices. Included twice: the second time, under its own door, for denunciations."""

from django.urls import path

from tiepdan.minutes import letter_views, paper_views, signing_views, views

app_name = "minutes"
PDF, DOCX = {"kind": "pdf"}, {"kind": "docx"}
urlpatterns = [
    path("", views.minutes_list, name="list"),
    path("<uuid:hearing_id>/", views.edit, name="edit"),
    path("<uuid:hearing_id>/mo/", views.open_minutes, name="open"),
    path("<uuid:hearing_id>/luu/", views.save, name="save"),
    path("<uuid:hearing_id>/ban-da-luu/", views.stored, name="stored"),
    path("<uuid:hearing_id>/gian-doan/", views.pauses, name="pauses"),
    path("<uuid:hearing_id>/doc-lai/", views.read_back, name="read-back"),
    path("<uuid:hearing_id>/doc-den/", views.read_on, name="read-on"),
    path("<uuid:hearing_id>/thong-nhat/", views.agree, name="agree"),
    path("<uuid:hearing_id>/sua-lai/", views.reopen, name="reopen"),
    path("diem-cau/<uuid:site_id>/doc-lai/", views.readback_fragment, name="readback-fragment"),
    path("<uuid:hearing_id>/ky/", signing_views.to_sign, name="to-sign"),
    path("<uuid:hearing_id>/ky/gui/", signing_views.sign, name="sign"),
    path("<uuid:hearing_id>/ban-in.pdf", signing_views.printed, name="pdf"),
    path("<uuid:hearing_id>/ban-in.docx", letter_views.minutes_docx, name="docx"),
    path("<uuid:hearing_id>/ban-da-ky/", signing_views.scan, name="scan"),
    path("buoi/<uuid:session_id>/ket-luan/", paper_views.conclusion, name="conclusion"),
    path("buoi/<uuid:session_id>/ket-luan/ban-hanh/", paper_views.issue, name="conclusion-issue"),
    path("buoi/<uuid:session_id>/ket-luan.pdf", paper_views.conclusion_pdf, name="conclusion-pdf"),
    path("buoi/<uuid:session_id>/luu-tru/", paper_views.archive, name="archive"),
    path("bien-nhan/<uuid:receipt_id>.pdf", paper_views.receipt_pdf, name="receipt-pdf"),
    path("dang-ky/<uuid:registration_id>/giay-to/", letter_views.registration_letters, name="letters"),
    path("dang-ky/<uuid:registration_id>/giay-to/<slug:name>.pdf", letter_views.letter, PDF, name="letter-pdf"),
    path("dang-ky/<uuid:registration_id>/giay-to/<slug:name>.docx", letter_views.letter, DOCX, name="letter-docx"),
    path("bien-nhan/<uuid:receipt_id>.docx", letter_views.receipt_docx, name="receipt-docx"),
    path("buoi/<uuid:session_id>/ket-luan.docx", letter_views.conclusion_docx, name="conclusion-docx"),
    path("buoi/<uuid:session_id>/thong-bao/<uuid:agency_id>.pdf", letter_views.notice, PDF, name="notice-pdf"),
    path("buoi/<uuid:session_id>/thong-bao/<uuid:agency_id>.docx", letter_views.notice, DOCX, name="notice-docx"),
]
