"""The preparation of sessions."""

from django.urls import path

from tiepdan.readiness import views

app_name = "readiness"
urlpatterns = [
    path("", views.ahead, name="list"),
    path("<uuid:session_id>/", views.session, name="session"),
    path("<uuid:session_id>/thong-bao/", views.send_notices, name="send-notices"),
    path("<uuid:session_id>/ket-noi-thu/", views.open_rehearsal, name="open-rehearsal"),
    path("<uuid:session_id>/dong-ket-noi-thu/", views.close_rehearsal, name="close-rehearsal"),
    path("<uuid:session_id>/quyet-dinh/<slug:gate>/", views.override_gate, name="override-gate"),
    path("<uuid:session_id>/quyet-dinh-dot-xuat/", views.hold_at_short_notice, name="hold-at-short-notice"),
    path("diem-cau/<uuid:site_id>/", views.site, name="site"),
    path("kiem-tra/<uuid:check_id>/diem-cau/", views.confirm_at_site, name="confirm-at-site"),
    path("kiem-tra/<uuid:check_id>/trung-tam/", views.confirm_at_centre, name="confirm-at-centre"),
]
