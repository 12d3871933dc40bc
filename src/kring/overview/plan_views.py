"""Het plan of a family, to read."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kring.base.clock import today
from kring.overview.chosen import one_of
from kring.overview.plan_shown import (
    Order,
    agreements_of,
    by_month,
    by_person,
    coordinator_of,
    goals_of,
)
from kring.overview.queries import OF_PLAN, read_family
from kring.overview.shell import HEAD, render_family
from kring.overview.steps_shown import shares_of, steps_of
from kring.people.request import Request


@require_safe
def family_plan(request: Request, family_id: UUID) -> HttpResponse:
    order = one_of(Order, request.GET.get("per", Order.GOAL))
    seen = read_family(family_id, by=request.user, part="plan", parts=(*HEAD, *OF_PLAN))
    family, language = seen.family, get_language() or ""
    steps = steps_of(family, seen.themes, on=today())
    groups = {Order.PERSON: by_person, Order.DAY: by_month}
    return render_family(
        request,
        "overview/family_plan.html",
        seen,
        "network",
        part="plan",
        plan=family.plan,
        order=order,
        orders=list(Order),
        goals=goals_of(family, seen.themes, steps, language=language, translate=gettext),
        loose=[step for step in steps if step.goal is None],
        groups=groups[order](steps) if order in groups else (),
        agreements=agreements_of(family, language=language, translate=gettext),
        shares=shares_of(steps),
        contact=coordinator_of(family),
    )
