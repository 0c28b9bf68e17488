"""The desk of each site."""

from django.urls import path

from tiepdan.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("<uuid:site_id>/", views.site, name="site"),
    path("diem-danh/<uuid:registration_id>/", views.check_in, name="check-in"),
    path("nguoi-trinh-bay/<uuid:registration_id>/", views.attendees, name="attendees"),
    path("nguoi-trinh-bay/<uuid:registration_id>/bo/", views.strike_attendee, name="strike-attendee"),
    path("nhom/<uuid:registration_id>/", views.group, name="group"),
    path("so/<uuid:ticket_id>/phieu/", views.slip, name="slip"),
    path("so/<uuid:ticket_id>/phieu.pdf", views.slip_file, {"kind": "pdf"}, name="slip-pdf"),
    path("so/<uuid:ticket_id>/phieu.docx", views.slip_file, {"kind": "docx"}, name="slip-docx"),
    path("so/<uuid:ticket_id>/da-ve/", views.leave, name="leave"),
    path("so/<uuid:ticket_id>/cho-lai/", views.requeue, name="requeue"),
]
