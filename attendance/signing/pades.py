"""PAdES signatures with a key the portal can use itself (ETSI EN 319 142-1, B-B and B-T).

The signature, its field, the tag that screen readers find it by and its picture are one
incremental update, so the letter stays PDF/A-2 and PDF/UA. RSA keys only: pyHanko lifts a file
that an elliptic curve signed to PDF 2.0, which PDF/A-2 does not allow.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic, layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.stamp import StaticStampStyle

from attendance.letters.stamp import stamp_pdf
from attendance.signing.values import Mark, Order

FIELD = "TandaTangan"
PORTAL = "Hadir"


class _StampPage(PdfContent):
    """The first page of a PDF in memory as the picture of the signature."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """Take the page over into the letter; what paints it."""
        picture = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Stempel"] = picture
        left, bottom, right, top = picture.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Stempel Do"


class _PdfSignerAt(signers.PdfSigner):
    """A signer whose clock is the request's: the demo may run on another day."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """As the library's, dated `at`."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def sign_with(
    signer: signers.Signer, order: Order, *, timestamper: TimeStamper | None = None
) -> bytes:
    """`order.pdf` signed by `signer`, with a timestamp where there is a `timestamper`."""
    writer = IncrementalPdfFileWriter(BytesIO(order.pdf))
    _add_field(writer, order.mark)
    pdf_signer = _PdfSignerAt(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            name=order.signer_name,
            reason=order.mark.reason,
            contact_info=order.mark.address,
            app_build_props=signers.pdf_byterange.BuildProps(name=PORTAL),
        ),
        signer=signer,
        timestamper=timestamper,
        stamp_style=StaticStampStyle(
            border_width=0,
            background=_StampPage(stamp_pdf(order.mark, subject_words(signer), at=order.at)),
            background_layout=layout.SimpleBoxLayoutRule(
                x_align=layout.AxisAlignment.ALIGN_MID, y_align=layout.AxisAlignment.ALIGN_MID
            ),
        ),
    )
    pdf_signer.at = order.at
    signed: BytesIO = pdf_signer.sign_pdf(writer)
    return signed.getvalue()


def subject_words(signer: signers.Signer) -> str:
    """The name on the signer's certificate."""
    certificate = signer.signing_cert
    return "" if certificate is None else str(certificate.subject.native.get("common_name", ""))


def _add_field(writer: IncrementalPdfFileWriter, mark: Mark) -> None:
    place = mark.place
    fields.append_signature_field(
        writer,
        fields.SigFieldSpec(
            FIELD,
            on_page=place.page - 1,
            box=(
                round(place.left),
                round(place.bottom),
                round(place.left + place.width),
                round(place.bottom + place.height),
            ),
            readable_field_name=mark.label,
        ),
    )
    _tag_field(writer, place.page - 1)


def _tag_field(writer: IncrementalPdfFileWriter, page_index: int) -> None:
    """Put the signature into the structure tree (PDF/UA-1, 7.18.4: a Form element each)."""
    page = writer.find_page_for_modification(page_index)[0]
    widget = page.get_object()["/Annots"][-1]
    widget_ref = page.get_object()["/Annots"].raw_get(-1)
    root_ref = writer.root.raw_get("/StructTreeRoot")
    root = root_ref.get_object()
    document = _first_child(root)
    key = int(root["/ParentTreeNextKey"])
    element = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): document,
                pdf_name("/Alt"): generic.pdf_string(str(widget["/TU"])),
                pdf_name("/K"): generic.DictionaryObject(
                    {
                        pdf_name("/Type"): pdf_name("/OBJR"),
                        pdf_name("/Obj"): widget_ref,
                        pdf_name("/Pg"): page,
                    }
                ),
            }
        )
    )
    _append_child(writer, document, element)
    _append_number(writer, root, key, element)
    root[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(key + 1)
    widget[pdf_name("/StructParent")] = generic.NumberObject(key)
    page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")
    for changed in (widget, root, page.get_object()):
        writer.update_container(changed)


def _first_child(root: generic.DictionaryObject) -> generic.IndirectObject:
    children = root.raw_get("/K")
    found = children.get_object() if isinstance(children, generic.IndirectObject) else children
    first = found.raw_get(0) if isinstance(found, generic.ArrayObject) else children
    if not isinstance(first, generic.IndirectObject):
        raise TypeError("the letter's structure tree has no document element of its own")
    return first


def _append_child(
    writer: IncrementalPdfFileWriter, parent: generic.IndirectObject, child: generic.IndirectObject
) -> None:
    element = parent.get_object()
    kids = element["/K"]
    if not isinstance(kids, generic.ArrayObject):
        kids = generic.ArrayObject([element.raw_get("/K")])
        element[pdf_name("/K")] = kids
    kids.append(child)
    writer.update_container(kids)
    writer.update_container(element)


def _append_number(
    writer: IncrementalPdfFileWriter, root: Any, key: int, element: generic.IndirectObject
) -> None:
    """Enter `key` in the tree from annotations to their elements; its last leaf takes it."""
    node = root["/ParentTree"]
    while "/Kids" in node:
        node = node["/Kids"][-1]
    numbers = node["/Nums"]
    numbers.append(generic.NumberObject(key))
    numbers.append(element)
    if "/Limits" in node:
        node["/Limits"][1] = generic.NumberObject(key)
    writer.update_container(numbers)
    writer.update_container(node)
