""" "Orang yang membantu saya": who was let type, since when, until when; one button takes it back."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from loket.foundation.kernel import clock
from loket.intake.actions.end_sitting import end_sitting
from loket.intake.models import Sitting
from loket.intake.queries import helpers_of

from ...gate import resident_required, the_resident


@require_safe
@resident_required(verified=False)
def index(request: HttpRequest) -> HttpResponse:
    """The last year, officers at the counter included."""
    now = clock.now()
    rows = [(one, one.is_live(now)) for one in helpers_of(the_resident(request))]
    return render(request, "portal/assist/helpers.html", {"rows": rows})


@require_POST
@resident_required(verified=False)
def revoke(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """From now on nothing can be typed by that helper; what was sent in stays."""
    found = Sitting.objects.filter(resident=the_resident(request), public_id=public_id).first()
    if found is None:
        raise Http404
    end_sitting(found, by_resident=True)
    return redirect("portal:assist:helpers")
