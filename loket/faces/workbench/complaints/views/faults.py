"""From the page of a case: its data do not match those of the centre (seed S2-14)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from loket.complaints.actions.report_data_fault import report_data_fault
from loket.foundation.kernel.errors import Refusal

from ...applications.door import case_here
from ...applications.views.case import render_case
from ...applications.views.onward import to_place
from ...gate import officer_required
from ...officer import officer_here


@require_POST
@officer_required()
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a complaint for it; the applicant is told."""
    case = case_here(request, reference)
    try:
        report_data_fault(case, request.POST.get("tidak_sinkron", ""), by=officer_here(request))
    except Refusal as refusal:
        return render_case(request, case, refusal=refusal)
    return to_place(request, case, "aduan")
