"""Registers who may listen to a registration."""

from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "tiepdan.registrations"

    def ready(self) -> None:
        from tiepdan.live.doors import register_topic  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.registrations import access  # noqa: PLC0415 -- models are loaded only now

        register_topic("registration", access.may_listen)
