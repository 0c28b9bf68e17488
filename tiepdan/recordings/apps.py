"""Tells the stage, the centre and the session's line of time whether the hearings are recorded."""

from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    name = "tiepdan.recordings"

    def ready(self) -> None:
        from tiepdan.alarms.signs import register_sense  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.readiness.line import add_to_line  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.recordings import milestones, signs, stage  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.rooms.state import add_to_state  # noqa: PLC0415 -- models are loaded only now

        add_to_state(stage.part)
        register_sense(signs.sense)
        add_to_line(milestones.part)
