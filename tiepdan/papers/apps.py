"""Says which files are papers."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "tiepdan.papers"

    def ready(self) -> None:
        from tiepdan.papers.keepers import register_keeper  # noqa: PLC0415 -- models are loaded only now
        from tiepdan.papers.queries import files_held  # noqa: PLC0415 -- models are loaded only now

        register_keeper(files_held)
