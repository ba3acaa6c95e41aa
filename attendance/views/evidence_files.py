"""Files of evidence: downloaded, never shown in the page, every reading of another's noted."""

import structlog
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from attendance.models import EvidenceFile

log = structlog.get_logger(__name__)


@require_safe
def evidence_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file as a download, to its owner and to those who may see the person's attendance."""
    file = get_object_or_404(EvidenceFile.objects.visible_to(request.user), pk=pk)
    if file.employee_id != request.user.pk:
        log.info("evidence.read", file=file.pk, employee=file.employee_id, by=request.user.pk)
    answer = HttpResponse(bytes(file.content), content_type=file.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    # Whatever the file holds, it may do nothing if a browser opens it all the same.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
