"""What follows a refusal. Included twice: the second time, under its own door, for denunciations."""

from django.urls import path

from tiepdan.refusals import views

app_name = "refusals"
urlpatterns = [
    path("<uuid:registration_id>/", views.show, name="show"),
    path("<uuid:registration_id>/thong-bao/", views.issue_notice, name="issue-notice"),
    path("<uuid:registration_id>/giai-thich/", views.note_explanation, name="note-explanation"),
]
