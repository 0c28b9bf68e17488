"""Days of reception that heads owe."""

from django.urls import path

from tiepdan.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.month, name="month"),
    path("chuc-danh/", views.assign, name="assign"),
    path("chuc-danh/<int:post_id>/", views.post, name="post"),
    path("chuc-danh/<int:post_id>/ghi/", views.note_day, name="note-day"),
]
