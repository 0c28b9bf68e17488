"""Registers who may listen to sessions, sites and the public schedule."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "tiepdan.schedule"

    def ready(self) -> None:
        from tiepdan.live.doors import register_topic  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.schedule import access  # noqa: PLC0415 -- models are loaded only now

        register_topic("session", access.may_listen_to_session)
        register_topic("site", access.may_listen_to_site)
        register_topic("public", access.may_listen_to_schedule)
