"""Tells the stage whether the hearing is recorded."""

from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    name = "tiepdan.recordings"

    def ready(self) -> None:
        from tiepdan.recordings import stage  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.rooms.state import add_to_state  # noqa: PLC0415 -- models are loaded only now

        add_to_state(stage.part)
