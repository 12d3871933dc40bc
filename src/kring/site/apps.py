"""One Django app. The rooms are plain Python packages inside it."""

from importlib import import_module

from django.apps import AppConfig


class KringConfig(AppConfig):
    name = "kring"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Kring"

    def ready(self) -> None:
        """What listens to the database: only now are there models to listen for."""
        import_module("kring.base.reader")
        import_module("kring.journal.lock")
