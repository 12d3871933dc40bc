"""The demo on the site: a bar that switches roles, at addresses that exist in the demo only."""

from typing import Any

from django.http import HttpRequest


def demo_bar(request: HttpRequest) -> dict[str, Any]:
    return {}
