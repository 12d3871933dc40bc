"""One Django app. The rooms are plain Python packages inside it."""

from importlib import import_module

from django.apps import AppConfig


class KringConfig(AppConfig):
    name = "kring"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Kring"

    def ready(self) -> None:
        """What listens to models and to signing in: only now are they there."""
        import_module("kring.base.reader")
        import_module("kring.journal.lock")
        import_module("kring.site.postgres.lay")
        import_module("kring.reception.services.sign_ins")
        import_module("kring.network.services.beside")
