"""Recordings, for those who may see them."""

from django.urls import path

from tiepdan.recordings import views

app_name = "recordings"
urlpatterns = [
    path("", views.recordings, name="list"),
    path("<uuid:recording_id>/", views.play, name="play"),
    path("<uuid:recording_id>/ly-do/", views.give_reason, name="give-reason"),
    path("<uuid:recording_id>/dong-thoi-gian/", views.timeline, name="timeline"),
    path("<uuid:recording_id>/tep/<int:sequence>.webm", views.file, name="file"),
]
