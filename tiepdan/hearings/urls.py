"""Pages of the people at the centre during a session."""

from django.urls import path

from tiepdan.hearings import chair_views, views

app_name = "hearings"
urlpatterns = [
    path("", views.sessions, name="table"),
    path("<uuid:session_id>/", views.table, name="table"),
    path("<uuid:session_id>/phan/<slug:part>/", views.table_part, name="table-part"),
    path("<uuid:session_id>/diem-danh/", views.note_presence, name="note-presence"),
    path("<uuid:session_id>/khai-mac/", views.open_session, name="open-session"),
    path("<uuid:session_id>/goi/", views.call_next, name="call-next"),
    path("<uuid:session_id>/tam-dung/", views.pause, name="pause"),
    path("<uuid:session_id>/tiep-tuc/", views.go_on, name="go-on"),
    path("<uuid:session_id>/ket-thuc/", views.close, name="close"),
    path("<uuid:session_id>/chu-tri/", chair_views.chair, name="chair"),
    path("<uuid:session_id>/chu-tri/<slug:part>/", chair_views.chair_part, name="chair-part"),
    path("canh-bao/<int:alarm_id>/nhan/", views.take_alarm, name="take-alarm"),
    path("luot/<uuid:hearing_id>/cho-phat-bieu/<uuid:site_id>/", chair_views.give_floor, name="give-floor"),
    path("luot/<uuid:hearing_id>/thoi-phat-bieu/<uuid:site_id>/", chair_views.take_floor, name="take-floor"),
    path("luot/<uuid:hearing_id>/them-diem-cau/<uuid:site_id>/", chair_views.add_site, name="add-site"),
    path("luot/<uuid:hearing_id>/trinh-chieu/<uuid:paper_id>/", chair_views.show_paper, name="show-paper"),
    path("luot/<uuid:hearing_id>/thoi-trinh-chieu/", chair_views.hide_paper, name="hide-paper"),
    path("luot/<uuid:hearing_id>/tam-ngung/", chair_views.interrupt, name="interrupt"),
    path("luot/<uuid:hearing_id>/tiep-tuc/", chair_views.resume, name="resume"),
    path("luot/<uuid:hearing_id>/khong-tu-ghi/", chair_views.forbid_own_recording, name="forbid-own-recording"),
    path(
        "luot/<uuid:hearing_id>/da-doc-thong-bao/<uuid:site_id>/",
        chair_views.note_notice_read,
        name="note-notice-read",
    ),
    path("luot/<uuid:hearing_id>/ket-thuc/", chair_views.end, name="end"),
]
