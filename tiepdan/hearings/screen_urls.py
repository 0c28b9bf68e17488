"""The wall screen of a site."""

from django.urls import path

from tiepdan.hearings import screen_views

app_name = "screen"
urlpatterns = [
    path("", screen_views.my_screen, name="mine"),
    path("<uuid:site_id>/man-hinh/", screen_views.show, name="show"),
    path("<uuid:site_id>/man-hinh/<slug:part>/", screen_views.screen_part, name="part"),
    path("<uuid:site_id>/xin-phat-bieu/", screen_views.ask_floor, name="ask-floor"),
    path("<uuid:site_id>/da-doc-thong-bao/", screen_views.note_notice_read, name="note-notice-read"),
    path("<uuid:site_id>/can-giup/", screen_views.ask_help, name="ask-help"),
    path("giay-to/<uuid:hearing_id>/<uuid:paper_id>/<int:page>.png", screen_views.shown_page, name="shown-page"),
]
