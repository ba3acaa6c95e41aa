"""Where a worker may send notifications, and where never."""

import pytest

from asn_wfh.push_hosts import public_address, push_host


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/x",
        "https://localhost/x",
        "https://valkey/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://user@push.example/x",
        "https://push.example:6379/x",
        "https://push.example:99999/x",
        "ftp://push.example/x",
        "https:///x",
        "",
    ],
)
def test_no_subscription_names_anything_but_a_public_service(endpoint: str) -> None:
    assert push_host(endpoint) is None


def test_a_push_service_over_tls_is_accepted() -> None:
    assert push_host("https://fcm.googleapis.com/fcm/send/x") == ("fcm.googleapis.com", 443)
    assert push_host("https://push.example:443/x") == ("push.example", 443)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.1", "224.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "no address",
    ],
)  # fmt: skip
def test_one_address_in_the_own_network_refuses_the_name(address: str) -> None:
    assert public_address([address]) is None
    assert public_address(["93.184.215.14", address]) is None


def test_a_public_address_is_taken() -> None:
    assert public_address(["93.184.215.14", "2606:2800:21f::1"]) == "93.184.215.14"
    assert public_address([]) is None
