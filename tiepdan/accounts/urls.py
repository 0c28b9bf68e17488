"""Where a person lands after signing in."""

from django.urls import path

from tiepdan.accounts import views

app_name = "accounts"
urlpatterns = [path("", views.workbench, name="workbench")]
