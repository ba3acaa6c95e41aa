"""Signing in and out."""

from typing import Any

from allauth.account.views import LoginView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from accounts.sign_in import NipForm


@method_decorator(transaction.atomic, name="dispatch")
class SignInView(LoginView):
    """NIP and password; one transaction, so that the agency entered at success holds to its end."""

    form_class = NipForm
    template_name = "accounts/sign_in.html"

    def form_invalid(self, form: NipForm) -> HttpResponse:
        """The form again, with the reason; 422 so that scripts see the refusal."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and where to go afterwards when the address is our own."""
        return {**super().get_context_data(**kwargs), "next": self.get_next_url() or ""}


sign_in = SignInView.as_view()


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go back to the citizens' page; a visit by address asks first."""
    if request.method == "GET":
        return render(request, "accounts/sign_out.html")
    logout(request)
    return redirect("services:home")
