"""The offices' pages of sessions."""

from django.urls import path

from tiepdan.schedule import views

app_name = "schedule"
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("", views.sessions, name="list"),
    path("hom-nay/", views.today, name="today"),
    path("lap/", views.create, name="create"),
    path("<uuid:session_id>/", views.session, name="session"),
    path("<uuid:session_id>/cong-bo/", views.publish, name="publish"),
]
