"""Units: the tree inside an agency."""

from django.db import models
from tree_queries.models import TreeNode

from accounts.models.agencies import ZONES
from accounts.querysets import UnitQuerySet


class Unit(TreeNode):
    """A work unit (*unit kerja*, *perangkat daerah*) of one agency."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="units")
    code = models.CharField("kode unit", max_length=40)
    name = models.CharField("nama unit", max_length=160)
    kind = models.CharField(max_length=24, blank=True)
    head_title = models.CharField("jabatan pimpinan", max_length=160, blank=True)
    direct_service = models.BooleanField("layanan langsung kepada masyarakat", default=False)
    latitude = models.FloatField("lintang", null=True, blank=True)
    longitude = models.FloatField("bujur", null=True, blank=True)
    radius_m = models.PositiveIntegerField("jari-jari presensi (m)", default=100)
    zone = models.CharField(
        "zona waktu bila lain dari instansi",
        max_length=32,
        blank=True,
        default="",
        choices=[("", "seperti instansi"), *ZONES.items()],
    )

    objects = UnitQuerySet.as_manager(with_tree_fields=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                name="accounts_unit_code_once",
                fields=["agency", "code"],
                violation_error_message=(
                    "Kode unit ini sudah dipakai di instansi yang sama. Pakai kode lain."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
