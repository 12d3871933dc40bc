"""One Django app. The rooms are plain Python packages inside it."""

from django.apps import AppConfig


class KringConfig(AppConfig):
    name = "kring"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Kring"
