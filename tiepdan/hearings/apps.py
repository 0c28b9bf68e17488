"""Tells the stage and the live pages what hearings add."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "tiepdan.hearings"

    def ready(self) -> None:
        from tiepdan.hearings import access, stage  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.live.doors import register_topic  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.rooms.state import add_to_state  # noqa: PLC0415 -- models are loaded only now

        register_topic("hearing", access.may_listen_to_hearing)
        add_to_state(stage.part)
