"""Every write about the days that heads owe."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_line
from tiepdan.audit.actions import record
from tiepdan.duties.models import DutyPost, NotedDay
from tiepdan.errors import DomainError
from tiepdan.law.duties import DutyHolder
from tiepdan.places.models import Agency

ONE_DAY = timedelta(days=1)


@transaction.atomic
def assign_post(
    agency: Agency, *, by: User | None, holder: DutyHolder, full_name: str, since_on: date, person: User | None = None
) -> DutyPost:
    """Enter the head of a body who owes days of reception; the predecessor's duty ends the day before (chức danh).

    Locks the predecessor's row.
    Source: sources.LTCD_12_5, sources.LTCD_15_2_C, sources.LTCD_18_2, sources.ND154_10_2.
    Raises: DomainError name_missing, text_too_long, before_predecessor.
    """
    name = " ".join(clean_line(full_name, 100).split())
    if not name:
        raise DomainError("name_missing", _("Xin ghi họ tên người đứng đầu."))
    standing = DutyPost.objects.select_for_update(of=("self",), no_key=True)
    before = standing.filter(agency=agency, holder=holder, until_on__isnull=True).first()
    if before is not None:
        if since_on <= before.since_on:
            raise DomainError("before_predecessor", _("Ngày bắt đầu phải sau ngày của người trước."))
        before.until_on = since_on - ONE_DAY
        before.save(update_fields=["until_on"])
    post = DutyPost.objects.create(agency=agency, holder=holder, full_name=name, person=person, since_on=since_on)
    record(by, "duties.assign_post", post, holder=str(holder), since=str(since_on))
    return post


@transaction.atomic
def note_day(post: DutyPost, *, by: User, held_on: date, received_by: str, extraordinary: bool, proof: str) -> NotedDay:
    """Note a day of reception without a session here (ghi ngày tiếp công dân), who really received, and from what.

    In person is decided by the name: only the head's own counts, a deputy's never. The same day twice is one row.
    Source: sources.LTCD_12_5, sources.LTCD_18_3.
    Raises: DomainError day_in_future, day_of_another_head, receiver_missing, proof_missing, text_too_long.
    """
    name, proof = " ".join(clean_line(received_by, 150).split()), clean_line(proof, 300)
    if held_on > timezone.localdate():
        raise DomainError("day_in_future", _("Ngày tiếp phải đã qua hoặc là hôm nay."))
    if held_on < post.since_on or (post.until_on is not None and held_on > post.until_on):
        raise DomainError("day_of_another_head", _("Ngày này không thuộc thời gian giữ chức danh."))
    if not name:
        raise DomainError("receiver_missing", _("Xin ghi người thực tế tiếp."))
    if not proof:
        raise DomainError("proof_missing", _("Xin ghi căn cứ, ví dụ số trang Sổ tiếp công dân."))
    day, is_new = NotedDay.objects.get_or_create(
        post=post,
        held_on=held_on,
        received_by=name,
        extraordinary=extraordinary,
        defaults={
            "in_person": name.casefold() == post.full_name.casefold(),
            "proof": proof,
            "noted_by": by,
            "noted_at": timezone.now(),
        },
    )
    if is_new:
        record(by, "duties.note_day", day, on=str(held_on), received_by=name)
    return day
