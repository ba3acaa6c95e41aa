"""The push protocol of ZKTeco-type fingerprint machines, as docs/machines.md describes it.

The machine is the client and knows HTTP's surface only: plain text, no session, no form mark. What
it is told "OK" for it forgets, so that word leaves after the commit, and only for what is kept.
Fingerprints, faces and photos are biometric data (UU 27/2022): not asked for, and dropped unread.
"""

import re
from collections.abc import Callable
from functools import wraps
from zoneinfo import ZoneInfo

import structlog
from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from attendance.actions.machine_calls import answer_call, receive_batch
from attendance.models import Machine

log = structlog.get_logger(__name__)

LARGEST_BATCH = 8 * 1024 * 1024
"""Bytes of a batch: the whole memory of the largest machine described (200,000 lines)."""
SERIAL = re.compile(r"[A-Za-z0-9_-]{4,40}")
STAMP = re.compile(r"[0-9]{1,20}")

UNREAD_TABLES = frozenset(
    [
        "OPERLOG",
        "OPLOG",
        "ATTPHOTO",
        "USERINFO",
        "USER",
        "USERPIC",
        "FINGERTMP",
        "FP",
        "FACE",
        "FVEIN",
        "BIODATA",
        "BIOPHOTO",
        "IDCARD",
        "ERRORLOG",
        "SMS",
        "USER_SMS",
        "WORKCODE",
        "OPTIONS",
    ]
)
"""Tables acknowledged without being read: what the machine's keeper did, its settings, biometrics.
Any other table is refused, for it might hold attendance in a form unknown here."""

Handler = Callable[[HttpRequest, Machine], HttpResponse]
View = Callable[..., HttpResponse]


def said(text: str, status: int = 200) -> HttpResponse:
    """A plain answer, with its length: some machines wait for the connection to close without."""
    response = HttpResponse(text, status=status, content_type="text/plain")
    response["Content-Length"] = str(len(response.content))
    return response


def for_machine(handler: Handler) -> View:
    """An address for machines: an unknown serial number is refused, and its lines stay with it."""

    @never_cache
    @csrf_exempt
    @login_not_required
    @require_http_methods(["GET", "POST"])
    @wraps(handler)
    def view(request: HttpRequest, **kwargs: str) -> HttpResponse:
        serial = request.GET.get("SN") or request.GET.get("sn") or ""
        if not SERIAL.fullmatch(serial):
            return said("ERROR: SN missing or malformed\n", 400)
        firmware = request.GET.get("INFO", "").partition(",")[0].strip()[:80]
        try:
            machine = answer_call(
                serial=serial,
                address=_address(request),
                firmware=firmware,
                at=request.now,  # type: ignore[attr-defined]
            )
            if machine is None:
                return said("ERROR: machine not registered\n", 403)
            return handler(request, machine)
        except DatabaseError:
            log.exception("machine.call_failed")
            return said("ERROR: try again later\n", 503)

    return view


@for_machine
def iclock_data(request: HttpRequest, machine: Machine) -> HttpResponse:
    """Options for a machine that starts (GET), and what it uploads (POST)."""
    if request.method == "GET":
        asked = "options" in request.GET
        return said(_options(request, machine) if asked else "OK")
    table = request.GET.get("table", "").upper()
    if table in UNREAD_TABLES:
        return said("OK")
    if table != "ATTLOG":
        log.warning("machine.table_refused", agency=machine.agency_id, machine=machine.pk)
        return said("ERROR: table not supported\n", 400)
    body = _whole_body(request)
    if isinstance(body, HttpResponse):
        return body
    stamp = request.GET.get("Stamp", "")
    count = receive_batch(
        machine=machine,
        lines=body.decode("utf-8", "replace").split("\n"),
        stamp=stamp if STAMP.fullmatch(stamp) else "",
        at=request.now,  # type: ignore[attr-defined]
    )
    return said(f"OK: {count}")


@for_machine
def iclock_ok(request: HttpRequest, machine: Machine) -> HttpResponse:
    """A heartbeat, a poll for orders (there are none), the result of one: all is well."""
    return said("OK")


def _address(request: HttpRequest) -> str:
    """Where the call comes from, behind as many proxies as the portal stands; "" if unknown."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""


def _options(request: HttpRequest, machine: Machine) -> str:
    """What a machine asks first: how often to call, and that attendance alone is wanted.

    Machines older than the protocol's version 2.0.1 name no `pushver` and know other words. The
    machine sets its clock by the answer's Date and the zone given here.
    """
    hours = request.now.astimezone(ZoneInfo(machine.zone)).utcoffset()  # type: ignore[attr-defined]
    stamp = machine.last_stamp or "0"
    newer = "pushver" in request.GET
    stamps = [f"ATTLOGStamp={stamp}", "OPERLOGStamp=9999", "ATTPHOTOStamp=None"]
    older = [f"Stamp={stamp}", "OpStamp=9999", "PhotoStamp=9999"]
    lines = [
        f"GET OPTION FROM: {machine.serial}",
        *(stamps if newer else older),
        "ErrorDelay=60",
        "Delay=30",
        "TransTimes=00:00;14:05",
        "TransInterval=1",
        f"TransFlag={'TransData AttLog' if newer else '1000000000'}",
        f"TimeZone={int(hours.total_seconds()) // 3600}",
        "Realtime=1",
        f"Encrypt={'None' if newer else '0'}",
    ]
    return "\n".join(lines) + "\n"


def _whole_body(request: HttpRequest) -> bytes | HttpResponse:
    """The body as long as it was announced, or why it is refused.

    A line cut off by a broken connection may still look like one. Nothing of it is kept, and the
    machine, which saw no "OK", sends all of it again.
    """
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        return said("ERROR: Content-Length missing\n", 411)
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        return said("ERROR: compressed body\n", 415)
    if int(length) > LARGEST_BATCH:
        return said("ERROR: batch too large\n", 413)
    try:
        body = request.read()
    except UnreadablePostError:
        body = b""
    if len(body) != int(length):
        return said("ERROR: body incomplete\n", 400)
    return body
