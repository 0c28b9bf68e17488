"""Every write about alarms."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.alarms.enums import AlarmKind
from tiepdan.alarms.models import Alarm
from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
from tiepdan.live.actions import notify
from tiepdan.schedule.models import ReceptionSession, SessionSite


@transaction.atomic
def raise_alarm(
    session: ReceptionSession, kind: AlarmKind, *, site: SessionSite | None = None, note: str = ""
) -> Alarm:
    """Puts something on the centre's list (cảnh báo); the same thing stands there once.

    Source: house rule, decision 0012.
    Raises: nothing.
    """
    alarm, is_new = Alarm.objects.get_or_create(
        session=session,
        site=site,
        kind=kind,
        cleared_at__isnull=True,
        defaults={"raised_at": timezone.now(), "note": note},
    )
    if is_new:
        record(None, "alarms.raise_alarm", session, kind=str(kind), site=str(site.pk) if site else "")
        notify(f"session:{session.pk}", "alarm")
    return alarm


@transaction.atomic
def clear_alarm(session: ReceptionSession, kind: AlarmKind, *, site: SessionSite | None = None) -> None:
    """Takes it off the list: it is over (hết cảnh báo).

    Source: house rule, decision 0012.
    Raises: nothing.
    """
    standing = session.alarms.filter(kind=kind, site=site, cleared_at__isnull=True)
    if standing.update(cleared_at=timezone.now()):
        record(None, "alarms.clear_alarm", session, kind=str(kind), site=str(site.pk) if site else "")
        notify(f"session:{session.pk}", "alarm")


@transaction.atomic
def clear_all(session: ReceptionSession, *, kinds: Iterable[AlarmKind] = tuple(AlarmKind)) -> None:
    """Takes these kinds off the list at every site: what they were about has ended (hết việc cần xử lý).

    Source: house rule, decision 0012.
    Raises: nothing.
    """
    standing = session.alarms.filter(kind__in=list(kinds), cleared_at__isnull=True)
    if standing.update(cleared_at=timezone.now()):
        notify(f"session:{session.pk}", "alarm")


@transaction.atomic
def take_alarm(alarm: Alarm, *, by: User) -> Alarm:
    """Notes who looks after it (nhận xử lý). A call for help is done by that.

    Source: house rule, decision 0012.
    Raises: DomainError alarm_taken.
    """
    alarm = Alarm.objects.select_for_update(of=("self",), no_key=True).get(pk=alarm.pk)
    if alarm.taken_by_id not in (None, by.pk):
        raise DomainError("alarm_taken", _("%(name)s đã nhận việc này.") % {"name": alarm.taken_by})
    alarm.taken_by = by
    if alarm.kind == AlarmKind.HELP_ASKED:
        alarm.cleared_at = timezone.now()
    alarm.save(update_fields=["taken_by", "cleared_at"])
    record(by, "alarms.take_alarm", alarm.session, kind=alarm.kind)
    notify(f"session:{alarm.session_id}", "alarm")
    return alarm
