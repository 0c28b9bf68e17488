"""Offices that owe days of reception, with their labels; what is owed stands in law/duties.py."""

from django.utils.translation import gettext_lazy as _

from tiepdan.law.duties import DutyHolder

HOLDER_CHOICES = [(holder.value, _(holder.label)) for holder in DutyHolder]
