"""Where pages listen."""

from django.urls import path

from tiepdan.live import views

app_name = "live"
urlpatterns = [path("", views.stream, name="stream")]
