"""Tasks and outcomes, for the offices. Included twice: the second time, under its own door, for denunciations."""

from django.urls import path

from tiepdan.followup import views

app_name = "followup"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("<uuid:task_id>/", views.task, name="task"),
    path("<uuid:task_id>/xong/", views.complete, name="complete"),
    path("<uuid:task_id>/tra-loi/", views.answer, name="answer"),
    path("luot/<uuid:hearing_id>/", views.outcome, name="outcome"),
    path("luot/<uuid:hearing_id>/ket-luan/", views.decide, name="decide"),
    path("luot/<uuid:hearing_id>/da-ket-luan/", views.decided, name="decided"),
    path("luot/<uuid:hearing_id>/phan-loai/", views.classify, name="classify"),
    path("luot/<uuid:hearing_id>/phan-loai/<uuid:case_id>/", views.classify_part, name="classify-part"),
]
