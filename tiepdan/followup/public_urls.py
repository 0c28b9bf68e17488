"""Follow by code, for everybody. The code is never in an address that is logged: it comes by POST."""

from django.urls import path

from tiepdan.followup import public_views as views

app_name = "follow"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("to-cao/", views.enter, {"protected": True}, name="enter-protected"),
    path("vu-viec/", views.show, name="show"),
    path("vu-viec/bay-gio/", views.now, name="now"),
    path("ket-thuc/", views.leave, name="leave"),
    path("bao-ve/", views.ask_protection, name="ask-protection"),
]
