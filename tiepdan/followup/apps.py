"""Tells the session's line of time which answers are owed."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "tiepdan.followup"

    def ready(self) -> None:
        from tiepdan.followup import milestones  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.readiness.line import add_to_line  # noqa: PLC0415 -- models are loaded only now

        add_to_line(milestones.part)
