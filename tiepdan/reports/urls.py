"""The official book and the reports: reading only."""

from django.urls import path

from tiepdan.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.register, name="register"),
    path("so-tiep.pdf", views.register_pdf, name="register-pdf"),
    path("so-tiep.xlsx", views.register_xlsx, name="register-xlsx"),
    path("so-tiep.docx", views.register_docx, name="register-docx"),
    path("buoi/<uuid:session_id>/", views.session_summary, name="session"),
    path("dieu-kien-khong-dat/", views.passed_gates, name="passed-gates"),
    path("qua-han/", views.overdue, name="overdue"),
]
