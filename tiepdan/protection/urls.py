"""The wish of a denouncer for protection."""

from django.urls import path

from tiepdan.protection import views

app_name = "protection"
urlpatterns = [path("<uuid:registration_id>/", views.ask, name="ask")]
