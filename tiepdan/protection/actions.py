"""The wish for protection, which ends the online route of a denunciation wherever it is (Đ20.4)."""

from django.db import transaction
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.audit.actions import record
from tiepdan.desk import actions as desk
from tiepdan.desk.enums import TicketStatus
from tiepdan.desk.models import QueueTicket
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.models import Hearing
from tiepdan.registrations import actions as registrations
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession

IN_THE_QUEUE = (TicketStatus.WAITING, TicketStatus.ABSENT)


@transaction.atomic
def ask_protection(registration: Registration, *, by: User | None) -> Registration:
    """Note that a denouncer now asks for protection: the online route stops at once (yêu cầu bảo vệ danh tính).

    On the list, in the queue, and in the middle of a hearing, whose room is closed and whose recording stops. `by` is
    None when the denouncer says so by code. Locks session, registration, ticket, hearing.
    Source: sources.ND154_20_4.
    Raises: DomainError not_a_denunciation, registration_wrong_state.
    """
    ReceptionSession.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.session_id)
    registration = registrations.withdraw_waiver(registration, by=by)
    hearing = Hearing.objects.exclude(status=HearingStatus.ENDED).filter(registration=registration).first()
    if hearing is not None:
        hearings.end(hearing, by=by, reason=_("Người tố cáo yêu cầu bảo vệ danh tính: dừng tiếp trực tuyến"))
    else:
        for ticket in QueueTicket.objects.filter(registration=registration, status__in=IN_THE_QUEUE):
            desk.take_out(ticket, by=by)
    record(by, "protection.ask", registration, during_hearing=hearing is not None)
    return registration
