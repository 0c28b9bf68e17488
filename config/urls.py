"""The doors of the house, in the order of the citizen's path."""

from django.urls import include, path

urlpatterns = [
    path("", include("tiepdan.web.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("ban-lam-viec/", include("tiepdan.accounts.urls")),
    path("su-kien/", include("tiepdan.live.urls")),
    path("lich-tiep/", include("tiepdan.schedule.public_urls")),
    path("dang-ky/", include("tiepdan.registrations.public_urls")),
    path("tra-cuu/", include("tiepdan.followup.public_urls")),
    path("quan-ly/buoi-tiep/", include("tiepdan.schedule.urls")),
    path("quan-ly/dang-ky/", include("tiepdan.registrations.urls")),
    path("quan-ly/tu-choi/to-cao/", include("tiepdan.refusals.urls", "refusals-protected"), {"protected": True}),
    path("quan-ly/tu-choi/", include("tiepdan.refusals.urls")),
    path("quan-ly/tai-lieu/", include("tiepdan.papers.urls")),
    path("quan-ly/san-sang/", include("tiepdan.readiness.urls")),
    path("quan-ly/ban-tiep-don/", include("tiepdan.desk.urls")),
    path("quan-ly/phien/", include("tiepdan.hearings.urls")),
    path("quan-ly/bao-ve/", include("tiepdan.protection.urls")),
    path("quan-ly/ghi-hinh/", include("tiepdan.recordings.urls")),
    # The same pages behind the doors of denunciations: other addresses, other lists, never a shared row.
    path("quan-ly/bien-ban/to-cao/", include("tiepdan.minutes.urls", "minutes-protected"), {"protected": True}),
    path("quan-ly/bien-ban/", include("tiepdan.minutes.urls")),
    path("quan-ly/nhiem-vu/to-cao/", include("tiepdan.followup.urls", "followup-protected"), {"protected": True}),
    path("quan-ly/nhiem-vu/", include("tiepdan.followup.urls")),
    path(
        "quan-ly/thoi-han/to-cao/vu-viec/",
        include("tiepdan.settlement.urls", "settlement-protected"),
        {"protected": True},
    ),
    path("quan-ly/thoi-han/vu-viec/", include("tiepdan.settlement.urls")),
    path("quan-ly/thoi-han/quy-dinh/", include("tiepdan.clocks.rule_urls")),
    path("quan-ly/thoi-han/to-cao/", include("tiepdan.clocks.urls", "clocks-protected"), {"protected": True}),
    path("quan-ly/thoi-han/", include("tiepdan.clocks.urls")),
    path("quan-ly/ngay-tiep/", include("tiepdan.duties.urls")),
    path("quan-ly/so-tiep/", include("tiepdan.reports.urls")),
    path("quan-ly/quan-tri/", include("tiepdan.administration.urls")),
    path("diem-cau/", include("tiepdan.hearings.screen_urls")),
    path("phong/", include("tiepdan.rooms.urls")),
    path("demo/", include("tiepdan.demo.urls")),
]
handler400 = "tiepdan.web.views.bad_request"
handler403 = "tiepdan.web.views.forbidden"
handler404 = "tiepdan.web.views.not_found"
handler500 = "tiepdan.web.views.server_error"
