"""What one site's browser really receives of another: the measured part of a connection check."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.errors import DomainError
from tiepdan.rooms.models import SiteSignal
from tiepdan.schedule.models import SessionSite

FRESH = timedelta(seconds=15)  # a site's page reports each 5 s


@dataclass(frozen=True)
class Received:
    """As the browser measured: frames decoded since the page joined, the loudest sound of ten seconds (0–1)."""

    frames: int
    audio_level: float


def received_from(here: SessionSite, there: SessionSite) -> Received:
    """What `here` receives of `there` at this moment.

    Raises: DomainError no_signal_yet, no_picture, no_sound.
    """
    signal = SiteSignal.objects.filter(site=here, reported_at__gte=timezone.now() - FRESH).first()
    if signal is None:
        words = _("Màn hình của %(site)s chưa báo tín hiệu. Đề nghị mở màn hình điểm cầu, chờ vài giây rồi bấm lại.")
        raise DomainError("no_signal_yet", words % {"site": here})
    report = measured(signal, there)
    if report.frames == 0:
        words = _("%(here)s chưa nhận được hình của %(there)s. Kiểm tra máy quay của %(there)s rồi bấm lại.")
        raise DomainError("no_picture", words % {"here": here, "there": there})
    if report.audio_level <= 0:
        words = _("%(here)s chưa nghe thấy %(there)s. Đề nghị người ở %(there)s nói vài câu rồi bấm lại.")
        raise DomainError("no_sound", words % {"here": here, "there": there})
    return report


def measured(signal: SiteSignal | None, there: SessionSite) -> Received:
    """The figures of one report about one other site; zeros when the report does not name it."""
    rows = signal.report.get("received", []) if signal else []
    for row in rows:
        if row.get("identity") == f"site:{there.pk}":
            return Received(int(row.get("frames_decoded") or 0), float(row.get("audio_level") or 0))
    return Received(0, 0.0)
