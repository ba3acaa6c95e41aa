"""Two views: hello, and the signed-in POST with one INSERT."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from benchmarks.floor.models import Tap


def hello(request: HttpRequest) -> HttpResponse:
    """The least an answer can be."""
    return HttpResponse("Halo, dunia.", content_type="text/plain")


@login_required
@require_POST
def tap(request: HttpRequest) -> JsonResponse:
    """One row in one transaction."""
    with transaction.atomic():
        row = Tap.objects.create(
            user=request.user, key=request.POST["key"], kind=request.POST["kind"]
        )
    return JsonResponse({"id": row.pk, "kind": row.kind}, status=201)
