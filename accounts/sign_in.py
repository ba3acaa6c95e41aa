"""Signing in with NIP and password.

allauth brings the form's flow and the limits on guessing; this module brings what is
ours: a person is found before their agency is known, known and unknown NIPs take the
same time, and the session remembers the agency.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.middleware import AGENCY_SESSION_KEY
from accounts.models import Employee
from accounts.tenancy import enter_tenant, reveal_login
from accounts.wording import SIGN_IN_FAILED, SIGN_IN_TOO_OFTEN


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id as RFC 9106's second choice scaled to the morning: 19 MiB, 2 passes, 1 lane.

    The figures are OWASP's minimum. Half an agency signs in at 07.30, and each check
    costs as much as dozens of check-ins, so more would buy little and queue people.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class NipBackend(ModelBackend):
    """Finds the employee by NIP in an open transaction and enters their agency."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> Employee | None:
        """The employee with this NIP and password, or None; a miss takes as long as a hit."""
        if not username or password is None:
            return None
        with transaction.atomic():
            reveal_login("".join(username.split()))
            person = Employee.objects.filter(nip="".join(username.split())).first()
        if person is None:
            Employee().set_password(password)
            return None
        if not person.check_password(password) or not self.user_can_authenticate(person):
            return None
        enter_tenant(person.agency_id)
        return person

    def get_user(self, user_id: int) -> Employee | None:
        """The person of the session; the middleware has already entered their agency."""
        person = Employee.objects.filter(pk=user_id).select_related("agency", "unit").first()
        return person if person is not None and self.user_can_authenticate(person) else None


class AccountAdapter(DefaultAccountAdapter):
    """No self-registration; refusals in the portal's words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": SIGN_IN_FAILED,
        "invalid_login": SIGN_IN_FAILED,
        "too_many_login_attempts": SIGN_IN_TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Employees come from the agency's records, never from a form."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page after sign-in speaks for itself."""


class NipForm(LoginForm):
    """The sign-in form: `login` is the NIP, spaces allowed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # allauth's own field is as long as the column: a NIP typed in groups would not fit.
        self.fields["login"] = forms.CharField(
            label="NIP",
            max_length=32,
            widget=forms.TextInput(
                {"inputmode": "numeric", "autocomplete": "username", "autofocus": True}
            ),
        )
        password = self.fields["password"]
        password.label = "Kata sandi"
        password.help_text = ""
        password.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        """The NIP without the spaces people type between its groups."""
        return "".join(super().clean_login().split())


@receiver(user_logged_in, dispatch_uid="accounts.remember_agency")
def remember_agency(sender: Any, request: HttpRequest, user: Employee, **kwargs: Any) -> None:
    """Keep the agency in the session, so that the next request can enter it first."""
    request.session[AGENCY_SESSION_KEY] = user.agency_id
