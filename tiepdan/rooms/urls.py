"""Addresses that only scripts and LiveKit call."""

from django.urls import path

from tiepdan.rooms import views

app_name = "rooms"
urlpatterns = [
    path("webhook/", views.webhook, name="webhook"),
    path("diem-cau/<uuid:site_id>/trang-thai/", views.state, name="state"),
    path("diem-cau/<uuid:site_id>/ve/", views.ticket, name="ticket"),
    path("diem-cau/<uuid:site_id>/bao-cao/", views.report, name="report"),
    path("buoi-tiep/<uuid:session_id>/trang-thai/", views.viewer_state, name="viewer-state"),
    path("buoi-tiep/<uuid:session_id>/ve/", views.viewer_ticket, name="viewer-ticket"),
]
