"""The doors to minutes. A general door never returns the minutes of a denunciation; those have their own."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from tiepdan.accounts.enums import CENTRAL_ROLES, Role
from tiepdan.accounts.models import User
from tiepdan.cases.access import NAMED_OFFICERS
from tiepdan.cases.models import Case
from tiepdan.hearings.models import Hearing
from tiepdan.minutes.models import ConclusionNotice, Minutes
from tiepdan.places.models import Agency
from tiepdan.registrations.models import DocumentReceipt, Registration
from tiepdan.rooms.access import sessions_at_the_centre, sites_at_my_office
from tiepdan.schedule.enums import Duty
from tiepdan.schedule.models import ReceptionSession, SessionSite

DECIDERS = frozenset({Role.CHAIR, Role.COORDINATOR})
WRITERS = frozenset({Role.NOTE_TAKER, Role.COORDINATOR})
SIGNERS = WRITERS | {Role.SITE_OFFICER}
DENUNCIATION = Q(registration__case__kind="denunciation")


def hearings_for(user: User, *, protected: bool = False) -> QuerySet[Hearing]:
    """Hearings whose minutes this person may read: at the centre, or at the citizen's own site (lượt tiếp)."""
    rows = Hearing.objects.filter(DENUNCIATION if protected else ~DENUNCIATION).select_related(
        "session__agency", "session__receiver", "ticket", "minutes__note_taker",
        "registration__site__office", "registration__case__citizen", "registration__case__protected",
    )  # fmt: skip
    return rows.filter(_readable(user, protected=protected))


def _readable(user: User, *, protected: bool) -> Q:
    """Minutes of a denunciation: named officers, the session's own note-taker, the site where the person sits."""
    if user.role == Role.SITE_OFFICER:
        return Q(registration__site__office=user.office_id)
    if user.role == Role.INSPECTOR and not protected:
        return Q()
    if user.role not in CENTRAL_ROLES:
        return Q(pk__in=[])
    centre = Q(session__in=sessions_at_the_centre(user).values("pk"))
    if not protected or user.role in NAMED_OFFICERS:
        return centre
    named = user.memberships.filter(duty=Duty.NOTE_TAKER).values("session")
    return centre & Q(session__in=named)


def has_protected_door(user: User) -> bool:
    """Who may meet a denunciation at all: named officers, note-takers of a session, site officers (lối riêng)."""
    return user.role in NAMED_OFFICERS or user.role in (Role.NOTE_TAKER, Role.SITE_OFFICER)


def hearing_for(user: User, hearing_id: UUID, *, protected: bool = False) -> Hearing:
    """One of them, or 404: absent, forbidden and of the other class look the same (lượt tiếp)."""
    hearing = hearings_for(user, protected=protected).filter(pk=hearing_id).first()
    if hearing is None:
        raise Http404
    return hearing


def hearing_to_write(user: User, hearing_id: UUID, *, protected: bool = False) -> Hearing:
    """One whose minutes this person writes, or 404 (ghi biên bản)."""
    if user.role not in WRITERS:
        raise Http404
    return hearing_for(user, hearing_id, protected=protected)


def hearing_to_sign(user: User, hearing_id: UUID, *, protected: bool = False) -> Hearing:
    """One whose minutes are printed and signed where this person works, or 404 (lấy chữ ký).

    At a component site its officer; at the central site whoever writes the minutes.
    """
    if user.role not in SIGNERS:
        raise Http404
    return hearing_for(user, hearing_id, protected=protected)


def minutes_of(hearing: Hearing) -> Minutes:
    """The minutes of a hearing that has passed its door, or 404 when they are not opened yet (biên bản)."""
    minutes = opened_minutes_of(hearing)
    if minutes is None:
        raise Http404
    return minutes


def opened_minutes_of(hearing: Hearing) -> Minutes | None:
    """The minutes of a hearing that has passed its door, None before they are opened (biên bản)."""
    return Minutes.objects.select_related("hearing__session", "note_taker").filter(hearing=hearing).first()


def read_back_at(user: User, site_id: UUID) -> Minutes | None:
    """What is being read back at this person's own site now, of either class: the person who hears it sits there.

    The session's central site hears every reading (đọc lại biên bản). 404 for another office's site.
    """
    site = sites_at_my_office(user).filter(pk=site_id).first()
    if site is None:
        raise Http404
    rows = Minutes.objects.filter(status="read_back", hearing__session=site.session_id)
    if not site.is_central:
        rows = rows.filter(hearing__registration__site=site)
    return rows.select_related("hearing__registration__case").order_by("-read_back_at").first()


def sessions_to_conclude(user: User) -> QuerySet[ReceptionSession]:
    """Sessions whose conclusion notice this person drafts or signs (thông báo kết luận)."""
    if user.role not in (Role.COORDINATOR, Role.CHAIR, Role.NOTE_TAKER):
        return ReceptionSession.objects.none()
    return sessions_at_the_centre(user).select_related("agency", "receiver")


def session_to_conclude(user: User, session_id: UUID) -> ReceptionSession:
    """One of them, or 404 (thông báo kết luận)."""
    session = sessions_to_conclude(user).filter(pk=session_id).first()
    if session is None:
        raise Http404
    return session


def session_to_archive(user: User, session_id: UUID) -> ReceptionSession:
    """One session that this person puts away: the coordinator's act, or 404 (lưu trữ buổi tiếp)."""
    if user.role != Role.COORDINATOR:
        raise Http404
    return session_to_conclude(user, session_id)


def conclusion_of(session: ReceptionSession) -> ConclusionNotice | None:
    """The conclusion notice of a session that has passed its door (thông báo kết luận)."""
    return ConclusionNotice.objects.filter(session=session).order_by("-drafted_at").first()


def issued_conclusion_of(session: ReceptionSession) -> ConclusionNotice | None:
    """The same once it has its number and day (thông báo kết luận đã ban hành)."""
    return ConclusionNotice.objects.filter(session=session, issued_on__isnull=False).first()


def registration_to_print(user: User, registration_id: UUID) -> Registration:
    """A registration whose letters this person prints (in giấy tờ); a denunciation: named officers and its own site."""
    rows = Registration.objects.with_page_data().select_related("session__agency", "session__receiver")
    registration = rows.filter(_printable(user), pk=registration_id).first()
    if registration is None:
        raise Http404
    return registration


def part_to_print(registration: Registration, case_id: UUID | None) -> Case | None:
    """A matter split off that of a registration which has passed its door, None when none is asked for, or 404.

    Never of or beside a denunciation: name and alias together would name its denouncer (vụ việc tách ra).
    """
    if case_id is None:
        return None
    if registration.case.is_denunciation:
        raise Http404
    part = registration.case.parts.exclude(kind="denunciation").filter(pk=case_id).first()
    if part is None:
        raise Http404
    return part


def receipt_to_print(user: User, receipt_id: UUID) -> DocumentReceipt:
    """A receipt of papers at the person's own place, or 404 (giấy biên nhận)."""
    rows = DocumentReceipt.objects.select_related("registration", "received_by")
    receipt = rows.filter(pk=receipt_id).first()
    if receipt is None:
        raise Http404
    registration_to_print(user, receipt.registration_id)
    return receipt


def _printable(user: User) -> Q:
    if user.role == Role.SITE_OFFICER:
        return Q(site__office=user.office_id)
    if user.role not in CENTRAL_ROLES:
        return Q(pk__in=[])
    centre = Q(session__in=sessions_at_the_centre(user).values("pk"))
    return centre if user.role in NAMED_OFFICERS else centre & ~Q(case__kind="denunciation")


def bodies_of(session: ReceptionSession) -> QuerySet[Agency]:
    """The bodies whose people take part in a session that has passed its door (cơ quan tham gia)."""
    return Agency.objects.filter(people__memberships__session=session).distinct().order_by("name")


def sites_that_read(minutes: Minutes) -> list[SessionSite]:
    """The screens that show the text while it is read back: the citizen's and the central one (đọc lại)."""
    own = Q(pk=minutes.hearing.registration.site_id)
    return list(SessionSite.objects.filter(own | Q(session=minutes.hearing.session_id, is_central=True)))
