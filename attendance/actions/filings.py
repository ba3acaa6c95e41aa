"""The regions' monthly form: keeping what officers answer, and signing and filing the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial

import structlog
from django.db import transaction

from accounts.models import Agency, Employee
from accounts.permissions import can_fill_filing, can_sign_filing
from accounts.standing import Held
from asn_wfh import clock
from attendance.actions.documents import Draft, issue_document
from attendance.actions.refused import Ground
from attendance.letters.assignments import office_words
from attendance.letters.filings import TEMPLATE, filing_data, sheet_digest, town_of
from attendance.models import DocumentKind, Filing, FilingAnswer
from attendance.queries.days import is_over
from attendance.queries.filing_lines import Line
from attendance.queries.filings import Sheet, sheet_of
from attendance.queries.letters import office_of
from attendance.queries.months import last_of_month
from attendance.rules.filing_answers import Answer, Frame
from attendance.rules.filing_facts import Facts
from attendance.signing.values import Typed
from attendance.wording import filing_content as content
from attendance.wording import filings as words

log = structlog.get_logger(__name__)
ONE_ANSWER = ("agency", "filing", "item")
FILED = ("place", "document", "number", "report", "filed_at", "filed_by", "filed_under")
PARTS = ("value", "name", "proposed", "figures", "reason", "is_carried", "by", "at")


class FilingRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Nothing was kept or filed; `sentences` say everything that stands in the way."""

    def __init__(self, ground: Ground, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.ground = ground
        self.sentences = tuple(sentences)


@transaction.atomic
def save_answers(
    *,
    agency: Agency,
    month: date,
    answers: Mapping[str, Answer],
    by: Employee,
    at: datetime,
    reviewed: Collection[str] = (),
    frame: Frame | None = None,
    facts: Facts | None = None,
) -> int:
    """Keep `answers` by row, and that the rows `reviewed` hold as they stand; how many of both.

    The first save opens the form of `month` (its first day): then last month's answers are taken
    over, marked as not yet looked at. Two officers at once change each their rows. `facts` are the
    month's if they are at hand. Inside the agency's tenancy. Raises FilingRefused: no authority, or
    the form is filed.
    """
    require_filler(agency, by)
    filing, opened = open_filing(agency, month, at)
    _keep_frame(filing, frame or Frame())
    sheet = _unfiled(agency, month, at, facts)
    lines = sheet.by_code
    carried = [_carried(filing, line, at) for line in sheet.lines if opened and line.carried_from]
    rows = [
        _answered(filing, lines[code], answer, by, at)
        for code, answer in answers.items()
        if code in lines and not lines[code].is_derived
    ]
    rows += [
        _answered(filing, lines[code], _as_it_stands(lines[code]), by, at)
        for code in reviewed
        if code in lines and code not in answers and lines[code].carried_from
    ]
    _keep([*carried, *rows])
    log.info(
        "filing.saved", agency=agency.pk, filing=filing.pk, by=by.pk, rows=len(rows), opened=opened
    )
    return len(rows)


@transaction.atomic
def file_form(
    *,
    agency: Agency,
    month: date,
    by: Employee,
    at: datetime,
    seen: str | None = None,
    typed: Typed | None = None,
) -> Filing:
    """Sign the form of `month` (its first day) and file it: from then on it stays as it is.

    `seen` is `sheet_digest` of what `by` has read. Inside the agency's tenancy. Raises
    FilingRefused (authority; filed already; the month runs, has no whole report, or rows are
    lacking; answers changed since) or SigningRefused; then nothing is kept.
    """
    held = require_signer(agency, by)
    filing, _ = open_filing(agency, month, at)
    sheet = _unfiled(agency, month, at)
    obstacles = filing_obstacles(sheet, at)
    if obstacles:
        raise FilingRefused(Ground.STATE, obstacles)
    if seen is not None and seen != sheet_digest(sheet):
        raise FilingRefused(Ground.STATE, [words.changed_meanwhile(month)])
    _keep([_answered(filing, line, _as_it_stands(line), by, at) for line in sheet.lines])
    filing.place = filing.place or town_of(agency)
    office = office_of(by, held)
    issued_on = clock.on_local_date(at, agency.zone)
    document = issue_document(
        draft=Draft(
            kind=DocumentKind.FILING,
            title=content.document_title(month, agency.name, filing.version),
            template=TEMPLATE,
            data=partial(filing_data, sheet, office, issued_on, filing.place),
            office=office,
            office_words=office_words(office),
        ),
        by=by,
        at=at,
        typed=typed,
    )
    filing.document, filing.number, filing.report = document, document.number, sheet.report
    filing.filed_at, filing.filed_by, filing.filed_under_id = at, by, held.delegation_id
    filing.save(update_fields=FILED)
    log.info(
        "filing.filed",
        agency=agency.pk,
        filing=filing.pk,
        version=filing.version,
        by=by.pk,
        delegation=held.delegation_id,
        document=document.pk,
    )
    return filing


def require_filler(agency: Agency, by: Employee) -> None:
    """Raise FilingRefused unless `by` fills in the agency's form."""
    if can_fill_filing(by.standing) is None or by.agency_id != agency.pk:
        raise FilingRefused(Ground.AUTHORITY, [words.may_not_fill()])


def require_signer(agency: Agency, by: Employee) -> Held:
    """The role by which `by` signs the agency's form; raises FilingRefused without one."""
    held = can_sign_filing(by.standing)
    if held is None or by.agency_id != agency.pk:
        raise FilingRefused(Ground.AUTHORITY, [words.may_not_sign()])
    return held


def filing_obstacles(sheet: Sheet, at: datetime) -> list[str]:
    """Everything that keeps an unfiled form from being filed at `at`, a sentence each."""
    lacking = [words.incomplete(sheet.missing)] if sheet.missing else []
    return [*form_obstacles(sheet, at), *lacking]


def form_obstacles(sheet: Sheet, at: datetime) -> list[str]:
    """What of it lies in the month, its report, or a correction that corrects nothing."""
    if not is_over(sheet.agency, last_of_month(sheet.month), at):
        return [words.not_over(sheet.month)]
    found = [] if sheet.report_is_whole else [words.no_report(sheet.month)]
    if sheet.corrects is not None and not sheet.changes:
        found.append(words.nothing_corrected(sheet.corrects.version))
    return found


def locked_filing(agency: Agency, month: date) -> Filing | None:
    """The newest version of the month's form, held against everybody else; None before the first.

    The first version stands for the month: whoever opens, fills, files or discards holds it.
    """
    forms = Filing.objects.filter(agency=agency, month=month)
    if not forms.filter(version=1).select_for_update(no_key=True):
        return None
    return forms.latest("version")


def open_filing(agency: Agency, month: date, at: datetime) -> tuple[Filing, bool]:
    """The month's open form, held, and whether it was opened just now.

    Raises FilingRefused where the newest version is filed.
    """
    made = {"opened_at": at, "place": town_of(agency)}
    _, opened = Filing.objects.get_or_create(agency=agency, month=month, version=1, defaults=made)
    filing = locked_filing(agency, month)
    assert filing is not None  # noqa: S101 - it was made or found just above
    if filing.filed_at is not None:
        filed_on = clock.on_local_date(filing.filed_at, agency.zone)
        raise FilingRefused(Ground.STATE, [words.filed_already(month, filed_on)])
    return filing, opened


def _keep_frame(filing: Filing, frame: Frame) -> None:
    """Keep what stands around the rows; a month's first form needs no reason."""
    if frame.place is not None:
        filing.place = frame.place
    if frame.reason is not None and filing.version > 1:
        filing.reason = frame.reason
    filing.save(update_fields=["place", "reason"])


def _unfiled(agency: Agency, month: date, at: datetime, facts: Facts | None = None) -> Sheet:
    sheet = sheet_of(agency, month, at, facts=facts)
    if sheet is None:
        raise FilingRefused(Ground.STATE, [words.no_form(month)])
    return sheet


def _as_it_stands(line: Line) -> Answer:
    return Answer(line.value, line.name, line.reason)


def _carried(filing: Filing, line: Line, at: datetime) -> FilingAnswer:
    row = _answered(filing, line, Answer(line.value, line.name), None, at)
    row.is_carried = True
    return row


def _answered(
    filing: Filing, line: Line, answer: Answer, by: Employee | None, at: datetime
) -> FilingAnswer:
    # Somebody else's answer may have moved the proposal since this one was looked at: then it is
    # kept, and the row asks for the reason.
    unseen = answer.value not in ("", line.proposed) and not answer.reason
    return FilingAnswer(
        agency_id=filing.agency_id,
        filing=filing,
        item=line.item,
        value=answer.value,
        name=answer.name,
        proposed="" if unseen else line.proposed,
        figures=line.figures,
        # A reason for being of the portal's opinion is none.
        reason=answer.reason if answer.value != line.proposed else "",
        is_carried=False,
        by=by,
        at=at,
    )


def _keep(rows: Sequence[FilingAnswer]) -> None:
    """Add the rows, or put right those of the same item; a later one of the same item wins."""
    wanted = {row.item_id: row for row in rows}
    FilingAnswer.objects.bulk_create(
        wanted.values(),
        update_conflicts=True,
        unique_fields=list(ONE_ANSWER),
        update_fields=list(PARTS),
    )
