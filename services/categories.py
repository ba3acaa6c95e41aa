"""The families of services, as a citizen reads them; the way in when no word was found."""

from django.utils.translation import gettext as _

from services.models import DeskService


def category_name(category: str) -> str:
    """The category of a service in the language of the page, as it stands in a heading."""
    names = {
        "kependudukan": _("Kependudukan"),
        "pencatatan sipil": _("Pencatatan sipil"),
        "perizinan": _("Perizinan"),
        "pajak daerah": _("Pajak daerah"),
        "pajak pusat": _("Pajak pusat"),
        "ketenagakerjaan": _("Ketenagakerjaan"),
        "sosial": _("Sosial"),
        "kewilayahan": _("Kelurahan dan kecamatan"),
        "kesehatan": _("Kesehatan"),
        "kepolisian": _("Kepolisian"),
        "jaminan sosial": _("Jaminan sosial"),
        "kendaraan": _("Kendaraan"),
        "keimigrasian": _("Keimigrasian"),
        "pertanahan": _("Pertanahan"),
        "keagamaan": _("Keagamaan"),
        "utilitas": _("Air dan utilitas"),
        "aparatur": _("Aparatur negara"),
        "pengaduan": _("Pengaduan"),
    }
    return names.get(category, category.capitalize())


def offered_categories() -> list[str]:
    """The categories some desk serves, one statement."""
    offered = DeskService.objects.order_by().exclude(service__category="")
    return sorted(offered.values_list("service__category", flat=True).distinct())
