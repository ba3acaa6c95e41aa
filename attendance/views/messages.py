"""A person's inbox, and through which channels they want to be told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from asn_wfh.push import public_key
from attendance.actions.messages import choose_channels, read_all, read_message
from attendance.models import Message
from attendance.queries.messages import inbox_of, message_settings_of
from attendance.wording import messages as words

PAGE_SIZE = 20


@require_safe
@never_cache
def inbox(request: SignedInRequest) -> HttpResponse:
    """The messages: the unread first, then the newest."""
    page = Paginator(inbox_of(request.user), PAGE_SIZE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [(row, words.kind_words(row.kind)) for row in page],
        "zone": request.user.zone,
        "today": request.user.on_day,
    }
    return render(request, "attendance/inbox.html", context)


@require_POST
def message_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a message as read and go where it points."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    read_message(pk=message.pk, by=request.user, at=request.now)
    inside = url_has_allowed_host_and_scheme(message.url, allowed_hosts=None)
    return redirect(message.url if inside and message.url else "attendance:inbox")


@require_POST
def messages_read(request: SignedInRequest) -> HttpResponse:
    """Mark everything as read."""
    count = read_all(by=request.user, at=request.now)
    messages.success(request, words.all_read(count))
    return redirect("attendance:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def message_settings(request: SignedInRequest) -> HttpResponse:
    """Kinds of messages by channel, and the browsers that are told."""
    if request.method == "POST":
        wanted = {tuple(name.split("-", 1)) for name in request.POST if "-" in name}
        choose_channels(by=request.user, wanted=wanted)  # type: ignore[arg-type]
        messages.success(request, words.channels_kept())
        return redirect("attendance:message_settings")
    page = message_settings_of(request.user)
    context = {
        "page": page,
        "rows": [(row, words.kind_words(row.kind)) for row in page.kinds],
        "push_key": public_key() if page.has_push else "",
        "zone": request.user.zone,
        "off": words.push_is_off(),
    }
    return render(request, "attendance/message_settings.html", context)
