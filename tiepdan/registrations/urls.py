"""The offices' pages of registrations. Denunciations have addresses of their own."""

from django.urls import path, register_converter

from tiepdan.registrations import desk_views, views


class UpOrDown:
    """One place up (len) or down (xuong)."""

    regex = "len|xuong"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(UpOrDown, "updown")

app_name = "registrations"
urlpatterns = [
    path("", views.screening, name="screening"),
    path("buoi/<uuid:session_id>/", views.screening, name="screening"),
    path("buoi/<uuid:session_id>/lui/", views.postpone_session, name="postpone-session"),
    path("buoi/<uuid:session_id>/huy/", views.cancel_session, name="cancel-session"),
    path("tai-cho/", desk_views.walk_in, name="walk-in"),
    path("tai-cho/doc-the/", desk_views.read_card, name="read-card"),
    path("<uuid:registration_id>/", views.detail, name="detail"),
    path("<uuid:registration_id>/xac-nhan/", views.confirm, name="confirm"),
    path("<uuid:registration_id>/tu-choi/", views.refuse, name="refuse"),
    path("<uuid:registration_id>/phan-luong/", views.route, name="route"),
    path("<uuid:registration_id>/tach/", views.split, name="split"),
    path("<uuid:registration_id>/<updown:step>/", views.move, name="move"),
    path("<uuid:registration_id>/phieu/", desk_views.slip, name="slip"),
    path("<uuid:registration_id>/ma.svg", desk_views.qr, name="qr"),
    path("to-cao/", views.denunciations, name="denunciations"),
    path("to-cao/<uuid:registration_id>/", views.denunciation, name="denunciation"),
    path("to-cao/<uuid:registration_id>/xac-nhan/", views.confirm_denunciation, name="denunciation-confirm"),
    path("to-cao/<uuid:registration_id>/tu-choi/", views.refuse_denunciation, name="denunciation-refuse"),
    path("to-cao/<uuid:registration_id>/phan-luong/", views.route_denunciation, name="denunciation-route"),
    path("to-cao/<uuid:registration_id>/danh-tinh/", views.open_identity, name="denunciation-identity"),
    path("to-cao/<uuid:registration_id>/phieu/", desk_views.denunciation_slip, name="denunciation-slip"),
    path("to-cao/<uuid:registration_id>/ma.svg", desk_views.denunciation_qr, name="denunciation-qr"),
]
