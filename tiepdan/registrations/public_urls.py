"""The citizen's pages of registration."""

from django.urls import path

from tiepdan.registrations import public_views as views

app_name = "registrations_public"
urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:key>/loai-viec/", views.kind, name="kind"),
    path("<uuid:key>/viec-gi/", views.matter, name="matter"),
    path("<uuid:key>/gap-truc-tiep/", views.in_person, name="in-person"),
    path("<uuid:key>/ong-ba/", views.person, name="person"),
    path("<uuid:key>/noi-va-gio/", views.place, name="place"),
    path("<uuid:key>/kiem-tra/", views.check, name="check"),
    path("<uuid:key>/xong/", views.done, name="done"),
    path("<uuid:key>/xong/ma.svg", views.qr, name="qr"),
]
