"""The settlement of a case. Included twice: the second time, under its own door, for denunciations."""

from django.urls import path

from tiepdan.settlement import views

app_name = "settlement"
urlpatterns = [
    path("<uuid:case_id>/", views.show, name="show"),
    path("<uuid:case_id>/ghi/<slug:event>/", views.note, name="note"),
    path("<uuid:case_id>/bo/", views.take_back, name="take-back"),
]
