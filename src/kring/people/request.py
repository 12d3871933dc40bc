"""The request as our views see it: somebody has signed in."""

from django.http import HttpRequest

from kring.people.models import User


class Request(HttpRequest):
    user: User
