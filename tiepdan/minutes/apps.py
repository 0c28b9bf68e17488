"""Says which files are scans of signed minutes."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "tiepdan.minutes"

    def ready(self) -> None:
        from tiepdan.minutes.queries import files_held  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.papers.keepers import register_keeper  # noqa: PLC0415 -- models are loaded only now

        register_keeper(files_held)
