"""Says which files are scans of signed minutes, and what the session's line of time learns of them."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "tiepdan.minutes"

    def ready(self) -> None:
        from tiepdan.minutes import milestones  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.minutes.queries import files_held  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.papers.keepers import register_keeper  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.readiness.line import add_to_line  # noqa: PLC0415 -- models are loaded only now

        register_keeper(files_held)
        add_to_line(milestones.part)
