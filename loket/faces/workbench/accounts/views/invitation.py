"""The link of an invitation: choose a user name and a password, then enrol the second factor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from loket.accounts.actions.begin_totp import begin_totp
from loket.accounts.actions.sign_in import sign_in as begin_session
from loket.accounts.rules import OFFICER_PASSWORD_MIN
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.ui.inputs import UserNameField
from loket.staff.actions.accept_invitation import accept_invitation
from loket.staff.labels import ROLES
from loket.staff.models import Invitation
from loket.staff.queries import invitation_by_token
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ...gate import public

#: Longest word a link can carry; ours have 22 letters.
_LONGEST = 40
_FIELDS = {"username_taken": "username", "username_shape": "username"}


class AcceptForm(forms.Form):
    """User name (one is proposed) and a password of at least twelve characters."""

    username = UserNameField(max_length=40)
    password = forms.CharField(
        label=_("Kata sandi"),
        help_text=_("Paling sedikit 12 huruf atau angka. Boleh kalimat pendek."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "minlength": OFFICER_PASSWORD_MIN}),
        error_messages={"required": _("Buat kata sandi.")},
    )


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
@short_transactions
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Used once; a link that was used, taken back or ran out is the same "not found" as one never sent."""
    tenant = current_tenant()
    with in_tenant(tenant):
        invitation = invitation_by_token(token) if len(token) <= _LONGEST else None
    if invitation is None:
        raise Http404
    form = AcceptForm(
        request.POST if request.method == "POST" else None, initial={"username": invitation.username}
    )
    if form.is_valid() and _enter(request, invitation, form):
        return redirect("workbench:accounts:second_factor")
    return render(
        request,
        "workbench/accounts/invitation.html",
        {
            "form": form,
            "invitation": invitation,
            "roles": [ROLES.get(role, role) for role in invitation.roles],
        },
        status=422 if form.is_bound else 200,
    )


def _enter(request: HttpRequest, invitation: Invitation, form: Any) -> bool:
    """Make the account and log it in as far as its password goes; False with the refusal in the form."""
    try:
        with in_tenant(current_tenant()):
            membership = accept_invitation(
                invitation, username=form.cleaned_data["username"], password=form.cleaned_data["password"]
            )
            begin_session(request, membership.account)
            begin_totp(membership.account)
    except Refusal as refusal:
        is_about_name = refusal.code in _FIELDS
        form.add_error("username" if is_about_name else "password", str(refusal))
        return False
    request.session["password_at"] = clock.now().timestamp()
    return True
