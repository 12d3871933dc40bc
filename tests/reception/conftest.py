"""A page in another language leaves that language behind: each test here begins anew."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def no_language_stays():
    yield
    translation.deactivate()
