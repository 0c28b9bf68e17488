"""Running clocks. Included twice: the second time, under its own door, for denunciations."""

from django.urls import path

from tiepdan.clocks import views

app_name = "clocks"
urlpatterns = [
    path("", views.overdue, name="overdue"),
    path("<uuid:clock_id>/", views.clock, name="clock"),
    path("<uuid:clock_id>/tinh-tiet/", views.change_facts, name="change-facts"),
    path("<uuid:clock_id>/tam-dinh-chi/", views.note_event, {"event": "pause"}, name="pause"),
    path("<uuid:clock_id>/tiep-tuc/", views.note_event, {"event": "resume"}, name="resume"),
    path("<uuid:clock_id>/ket-thuc/", views.note_event, {"event": "stop"}, name="stop"),
]
