from django.urls import path

from tiepdan.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.front, name="front"),
    path("vao/", views.enter, name="enter"),
]
