from django.urls import path

from tiepdan.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("tro-giup/", views.help_page, name="help"),
    path("ngon-ngu/", views.set_language, name="set-language"),
    path("kieu-mau/", views.components, name="components"),
]
