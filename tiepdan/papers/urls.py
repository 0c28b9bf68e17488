"""The offices' pages of papers. Those of denunciations have addresses of their own."""

from django.urls import path

from tiepdan.papers import views

app_name = "papers"
urlpatterns = [
    path("to-cao/<uuid:registration_id>/", views.of_denunciation, name="denunciation-list"),
    path("to-cao/<uuid:registration_id>/them/", views.add_denunciation_paper, name="denunciation-add"),
    path("to-cao/trang/<uuid:paper_id>/<int:number>.png", views.denunciation_page_image, name="denunciation-page"),
    path("to-cao/tep/<uuid:paper_id>/", views.take_denunciation_file, name="denunciation-file"),
    path("<uuid:registration_id>/", views.of_registration, name="list"),
    path("<uuid:registration_id>/them/", views.add_paper, name="add"),
    path("<uuid:registration_id>/bien-nhan/", views.give_receipt, name="give-receipt"),
    path("trang/<uuid:paper_id>/<int:number>.png", views.page_image, name="page"),
    path("tep/<uuid:paper_id>/", views.take_file, name="file"),
]
