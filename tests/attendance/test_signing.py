"""The ways to sign: a certificate of the agency's own, the BSrE client; what each answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from accounts.tenancy import tenant
from asn_wfh.environment import Environment
from asn_wfh.signing import signing_settings
from attendance.models import LetterNumbering, SignedDocument
from attendance.signing.judge import judge
from attendance.signing.practice_ca import practice_signer
from attendance.signing.sign import trust_roots
from attendance.signing.values import SigningRefused, Typed
from tests.attendance.as_person import as_, wednesday
from tests.attendance.bsre_stand_in import ACCOUNT, NIK, PASSPHRASE, StandIn, stand_in
from tests.attendance.lettered import in_force, kept_office, letter, undone
from tests.attendance.offices import NOW
from tests.attendance.time_stamps import time_stamped

__all__ = ["as_", "wednesday"]

RIGHT = Typed(nik=NIK, passphrase=PASSPHRASE)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with kept_office(django_db_blocker, people=2) as of:
        yield of, in_force(of)


@pytest.fixture
def of(made):
    with undone():
        yield made[0]


@pytest.fixture
def roster(made, of):
    return made[1]


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a root and the certificate of an official, made once."""
    folder = tmp_path_factory.mktemp("ca")
    practice_signer(folder, "Wali Kota", NOW)
    return folder


@pytest.fixture
def bsre(settings, tmp_path, practice) -> Iterator[StandIn]:
    """The portal set up for a stand-in client that signs with the practice certificate."""
    for name, text in zip(("user", "password"), ACCOUNT, strict=True):
        (tmp_path / name).write_text(f"{text}\n")
    with stand_in(practice_signer(practice, "Wali Kota", NOW)) as client:
        settings.SIGNING = replace(
            settings.SIGNING,
            kind="bsre",
            bsre_url=f"{client.url}/",
            bsre_user_file=tmp_path / "user",
            bsre_password_file=tmp_path / "password",
            trust_roots=practice / "root.pem",
        )
        yield client


@pytest.mark.parametrize("mood", ["", "fetch"])
def test_the_bsre_client_signs_and_the_letter_is_kept(of, roster, bsre, mood):
    bsre.mood = mood
    signed = letter(of, roster, typed=RIGHT)
    assert bsre.received["path"] == "/api/sign/pdf"
    assert bsre.received["tampilan"] == "visible"
    assert signed.document.signature_kind == "bsre"
    assert "UJI Wali Kota" in signed.document.certificate_subject
    with tenant(of.agency.pk):
        kept = bytes(SignedDocument.objects.get().content)
    assert kept.startswith(bsre.received["file"])


@pytest.mark.parametrize(
    ("typed", "mood", "said"),
    [
        (Typed(NIK, "keliru"), "", "menolak passphrase"),
        (Typed("1" * 16, PASSPHRASE), "", "tidak mengenal NIK"),
        (RIGHT, "expired", "habis masa berlakunya"),
        (RIGHT, "broken", "kode 5000"),
        (RIGHT, "nonsense", "kode 200"),
        (None, "", "Ketik passphrase"),
    ],
)
def test_each_refusal_of_the_client_is_a_sentence_and_spends_nothing(
    of, roster, bsre, typed, mood, said
):
    bsre.mood = mood
    with pytest.raises(SigningRefused, match=said):
        letter(of, roster, typed=typed)
    with tenant(of.agency.pk):
        assert not SignedDocument.objects.exists()
        assert not LetterNumbering.objects.filter(last_number__gt=0).exists()


def test_an_account_the_client_does_not_know_and_a_client_that_is_away(of, roster, bsre, settings):
    settings.SIGNING.bsre_password_file.write_text("salah")
    with pytest.raises(SigningRefused, match="menolak akun portal"):
        letter(of, roster, typed=RIGHT)
    settings.SIGNING = replace(settings.SIGNING, bsre_url="http://127.0.0.1:9")
    with pytest.raises(SigningRefused, match="tidak menjawab"):
        letter(of, roster, typed=RIGHT)


def test_nik_and_passphrase_are_asked_used_and_nowhere_kept(as_, of, roster, bsre, capfd, caplog):
    page = reverse("attendance:letter_sign", args=[roster.pk])
    browser = as_(of.ppk)
    assert 'name="passphrase"' in browser.get(page).content.decode()
    wrong = browser.post(page, {"nik": NIK, "passphrase": "keliru-Sekali"})
    assert wrong.status_code == 422
    assert "keliru-Sekali" not in wrong.content.decode()
    assert NIK in wrong.content.decode()
    assert browser.post(page, {"nik": "12", "passphrase": PASSPHRASE}).status_code == 422
    assert browser.post(page, {"nik": NIK, "passphrase": PASSPHRASE}).status_code == 302
    assert bsre.received["passphrase"] == PASSPHRASE
    written = caplog.text + "".join(capfd.readouterr())
    assert "letter.signed" in written
    with tenant(of.agency.pk):
        row = SignedDocument.objects.get()
    stored = repr(row.__dict__) + bytes(row.content).decode("latin-1")
    for secret in (NIK, PASSPHRASE, "keliru-Sekali"):
        assert secret not in written
        assert secret not in stored
    assert PASSPHRASE not in repr(RIGHT)


def test_a_pkcs12_file_signs_with_the_agencys_certificate(of, roster, settings, practice, tmp_path):
    own = next(practice.glob("signer-*.key"))
    key = serialization.load_pem_private_key(own.read_bytes(), password=None)
    certificate, root = (
        x509.load_pem_x509_certificate(path.read_bytes())
        for path in (own.with_suffix(".pem"), practice / "root.pem")
    )
    _as_pkcs12(settings, tmp_path, key, certificate, [root])
    settings.SIGNING.p12_password_file.write_text("salah")
    with pytest.raises(SigningRefused, match="tidak dapat dipakai"):
        letter(of, roster)
    settings.SIGNING.p12_password_file.write_text("sandi")
    assert letter(of, roster).document.signature_kind == "pkcs12"


def test_an_elliptic_curve_is_refused(of, roster, settings, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Segel EC")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2030, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    _as_pkcs12(settings, tmp_path, key, certificate, [])
    with pytest.raises(SigningRefused, match="RSA"):
        letter(of, roster)


def _as_pkcs12(settings, folder, key, certificate, chain) -> None:
    packed = pkcs12.serialize_key_and_certificates(
        b"segel", key, certificate, chain, serialization.BestAvailableEncryption(b"sandi")
    )
    (folder / "segel.p12").write_bytes(packed)
    (folder / "sandi").write_text("sandi\n")
    settings.SIGNING = replace(
        settings.SIGNING,
        kind="pkcs12",
        p12=folder / "segel.p12",
        p12_password_file=folder / "sandi",
    )


def test_with_a_timestamp_authority_a_signature_carries_its_time(of, roster, settings, practice):
    with time_stamped(practice) as address:
        settings.SIGNING = replace(
            settings.SIGNING, tsa_url=address, trust_roots=practice / "root.pem"
        )
        signed = letter(of, roster)
    with tenant(of.agency.pk):
        kept = bytes(SignedDocument.objects.get(pk=signed.document_id).content)
    seen = judge(kept, [*trust_roots()], at=NOW)
    assert seen.sound
    assert seen.timestamped
    assert kept.startswith(b"%PDF-1.7")


def test_a_timestamp_authority_that_is_away_is_said(of, roster, settings):
    settings.SIGNING = replace(settings.SIGNING, tsa_url="http://127.0.0.1:9/")
    with pytest.raises(SigningRefused, match="penanda waktu tidak menjawab"):
        letter(of, roster)


def test_production_without_a_certificate_signs_nothing(of, roster, settings):
    settings.SIGNING = replace(settings.SIGNING, kind="")
    with pytest.raises(SigningRefused, match="belum diatur"):
        letter(of, roster)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"signing_p12": "/tidak/ada.p12"}, "SIGNING_P12_PASSWORD_FILE"),
        (
            {"signing_p12": "/tidak/ada.p12", "signing_p12_password_file": "/tidak/ada"},
            r"SIGNING_P12 \(/tidak/ada.p12\)",
        ),
        ({"signing_pkcs11_module": "/tidak/ada.so"}, "SIGNING_PKCS11_TOKEN"),
        ({"signing_bsre_url": "http://esign"}, "SIGNING_BSRE_USER_FILE"),
        ({"signing_trust_roots": "/tidak/ada.pem"}, "SIGNING_TRUST_ROOTS"),
    ],
)
def test_a_start_with_half_a_setting_stops_and_names_it(variables, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        signing_settings(Environment(_env_file=None, **variables))


def test_two_ways_at_once_stop_the_start(tmp_path):
    (tmp_path / "a").write_text("a")
    names = ("p12", "p12_password_file", "bsre_user_file", "bsre_password_file")
    both = {f"signing_{name}": tmp_path / "a" for name in names}
    with pytest.raises(ImproperlyConfigured, match="Lebih dari satu"):
        signing_settings(Environment(_env_file=None, signing_bsre_url="http://esign", **both))


def test_only_an_embedded_start_makes_its_own_certificates():
    assert signing_settings(Environment(_env_file=None, database_url="")).kind == "test"
    assert signing_settings(Environment(_env_file=None, database_url="postgresql://x/y")).kind == ""
