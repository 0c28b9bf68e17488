"""The administrator's pages."""

from django.urls import path

from tiepdan.administration import views

app_name = "administration"
urlpatterns = [
    path("", views.home, name="home"),
    path("lich-lam-viec/", views.calendar, name="calendar"),
    path("lich-lam-viec/<int:year>/", views.calendar, name="calendar"),
    path("lich-lam-viec/nam/", views.enter_year, name="enter-year"),
    path("lich-lam-viec/ngay/", views.set_day, name="set-day"),
    path("cach-dem/", views.reading, name="reading"),
    path("noi-quy/", views.posted_texts, name="posted-texts"),
    path("can-bo/", views.people, name="people"),
    path("can-bo/moi/", views.new_person, name="new-person"),
    path("can-bo/<int:person_id>/khoa/", views.close_account, name="close-account"),
    path("nhat-ky/", views.audit, name="audit"),
    path("nhat-ky/kiem-tra/", views.check_audit, name="check-audit"),
    path("thu-tu/", views.post_room, name="post-room"),
    path("thu-tu/<uuid:message_id>/da-gui/", views.note_posted, name="note-posted"),
    path("thu-tu/<uuid:message_id>/gui-lai/", views.send_again, name="send-again"),
]
