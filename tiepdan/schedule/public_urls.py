"""The public schedule."""

from django.urls import path

from tiepdan.schedule import public_views

app_name = "calendar"
urlpatterns = [
    path("", public_views.month, name="month"),
    path("<int:year>-<int:number>/", public_views.month, name="month"),
    path("noi-quy/", public_views.house_rules, name="house-rules"),
    path("buoi/<uuid:session_id>/", public_views.session, name="session"),
]
