"""Addresses of the monthly report: figures, files, form, pay, and agencies one oversees."""

from django.urls import URLPattern, path

from attendance.views.compliance import (
    compliance,
    compliance_cancel,
    compliance_compute,
    compliance_csv,
    compliance_job,
    compliance_report,
)
from attendance.views.compliance_calendar import compliance_calendar
from attendance.views.compliance_comparison import compliance_compare
from attendance.views.compliance_days import compliance_days
from attendance.views.file_exports import (
    compliance_file,
    compliance_file_cancel,
    compliance_file_job,
    compliance_file_make,
    compliance_files,
    compliance_mail,
)
from attendance.views.filing_corrections import (
    compliance_filing_correct,
    compliance_filing_discard,
)
from attendance.views.filing_documents import compliance_filing_pdf, compliance_filing_sign
from attendance.views.filings import compliance_filing
from attendance.views.freezes import compliance_freeze, compliance_pdf
from attendance.views.national_runs import (
    compliance_national_ask,
    compliance_national_cancel,
    compliance_national_repeat,
    compliance_national_run,
)
from attendance.views.oversight import compliance_overseen, compliance_overseen_csv
from attendance.views.pay import pay_reduction_end, pay_settings
from attendance.views.report_amendments import (
    compliance_amend,
    compliance_amend_draft,
    compliance_difference,
)


def compliance_urls() -> list[URLPattern]:
    """For those who read, compute, sign or oversee reports, below /kepatuhan/."""
    days = path("kepatuhan/<month:month>/<slug:code>/", compliance_days, name="compliance_days")
    # A figure's code could be any word: it stands after every address that is one.
    return [*_reports(), *_overseen(), *_filing(), *_files_and_pay(), days]


def _reports() -> list[URLPattern]:
    """The month, its figures, and the document they become."""
    return [
        path("kepatuhan/", compliance, name="compliance"),
        path("kepatuhan/banding/", compliance_compare, name="compliance_compare"),
        path("kepatuhan/<month:month>/kalender/", compliance_calendar, name="compliance_calendar"),
        path("kepatuhan/hitung/", compliance_compute, name="compliance_compute"),
        path("kepatuhan/pekerjaan/<int:pk>/", compliance_job, name="compliance_job"),
        path("kepatuhan/pekerjaan/<int:pk>/batal/", compliance_cancel, name="compliance_cancel"),
        path("kepatuhan/<month:month>/", compliance_report, name="compliance_report"),
        path("kepatuhan/<month:month>/sahkan/", compliance_freeze, name="compliance_freeze"),
        path("kepatuhan/<month:month>/laporan.pdf", compliance_pdf, name="compliance_pdf"),
        path(
            "kepatuhan/<month:month>/perubahan/",
            compliance_difference,
            name="compliance_difference",
        ),
        path(
            "kepatuhan/<month:month>/perubahan/terbitkan/",
            compliance_amend,
            name="compliance_amend",
        ),
        path(
            "kepatuhan/<month:month>/perubahan/draf.pdf",
            compliance_amend_draft,
            name="compliance_amend_draft",
        ),
    ]


def _overseen() -> list[URLPattern]:
    """Agencies that one oversees, and runs over all."""
    return [
        path("kepatuhan/lintas-instansi/", compliance_overseen, name="compliance_overseen"),
        path(
            "kepatuhan/lintas-instansi/unduh.csv",
            compliance_overseen_csv,
            name="compliance_overseen_csv",
        ),
        path(
            "kepatuhan/lintas-instansi/hitung/",
            compliance_national_ask,
            name="compliance_national_ask",
        ),
        path(
            "kepatuhan/lintas-instansi/pekerjaan/<int:pk>/",
            compliance_national_run,
            name="compliance_national_run",
        ),
        path(
            "kepatuhan/lintas-instansi/pekerjaan/<int:pk>/ulang/",
            compliance_national_repeat,
            name="compliance_national_repeat",
        ),
        path(
            "kepatuhan/lintas-instansi/pekerjaan/<int:pk>/batal/",
            compliance_national_cancel,
            name="compliance_national_cancel",
        ),
    ]


def _filing() -> list[URLPattern]:
    """The form that regions file every month: filled in, signed, corrected."""
    return [
        path("kepatuhan/<month:month>/formulir/", compliance_filing, name="compliance_filing"),
        path(
            "kepatuhan/<month:month>/formulir/tanda-tangan/",
            compliance_filing_sign,
            name="compliance_filing_sign",
        ),
        path(
            "kepatuhan/<month:month>/formulir/unduh.pdf",
            compliance_filing_pdf,
            name="compliance_filing_pdf",
        ),
        path(
            "kepatuhan/<month:month>/formulir/perbaikan/",
            compliance_filing_correct,
            name="compliance_filing_correct",
        ),
        path(
            "kepatuhan/<month:month>/formulir/perbaikan/batal/",
            compliance_filing_discard,
            name="compliance_filing_discard",
        ),
    ]


def _files_and_pay() -> list[URLPattern]:
    """What is handed on: files, and what concerns pay."""
    return [
        path("kepatuhan/<month:month>/unduh.csv", compliance_csv, name="compliance_csv"),
        path("kepatuhan/<month:month>/berkas/", compliance_files, name="compliance_files"),
        path("kepatuhan/<month:month>/berkas/kabar/", compliance_mail, name="compliance_mail"),
        path(
            "kepatuhan/<month:month>/berkas/<slug:kind>/",
            compliance_file_make,
            name="compliance_file_make",
        ),
        path("kepatuhan/tunjangan/", pay_settings, name="pay_settings"),
        path("kepatuhan/tunjangan/<int:pk>/akhiri/", pay_reduction_end, name="pay_reduction_end"),
        path("kepatuhan/berkas/<int:pk>/", compliance_file, name="compliance_file"),
        path(
            "kepatuhan/berkas/<int:pk>/kemajuan/", compliance_file_job, name="compliance_file_job"
        ),
        path(
            "kepatuhan/berkas/<int:pk>/batal/",
            compliance_file_cancel,
            name="compliance_file_cancel",
        ),
    ]
