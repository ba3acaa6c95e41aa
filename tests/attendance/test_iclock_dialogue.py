"""A machine's whole dialogue, byte for byte, over real sockets: twice, and in pieces.

The requests have the forms of the maker's attendance push protocol (2.0.1 of 2011, 2.2.14 to 2.4 of
later years) and of public captures of machines; docs/machines.md names them. Serial numbers, people
and times are invented.
"""

import socket
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.models import CheckIn, Machine, MachineLine
from tests import factories
from tests.attendance.conftest import Freeze, wib, worker

pytestmark = pytest.mark.usefixtures("committed")

SERIAL = "CKUH193460123"


def get(target: str, close: str = "close") -> bytes:
    """A GET as firmware of version 2.2 writes it."""
    return (
        f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:8081\r\nUser-Agent: iClock Proxy/1.09\r\n"
        f"Connection: {close}\r\nAccept: */*\r\n\r\n"
    ).encode()


def post(target: str, body: bytes, kind: str = "text/plain") -> bytes:
    """A POST, body and all."""
    head = (
        f"POST {target} HTTP/1.1\r\nHost: 127.0.0.1:8081\r\nUser-Agent: iClock Proxy/1.09\r\n"
        f"Connection: close\r\nAccept: */*\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


MORNING = (
    b"982\t2026-11-16 07:24:10\t0\t1\t\t0\t0\t\t\t43\n983\t2026-11-16 07:25:41\t0\t15\t0\t0\t0\r\n"
)
EVENING = (
    b"982\t2026-11-16 16:02:00\t1\t1\t0\t0\t0\t0\t0\t0\n"
    b"983\t2026-11-16 16:05:12\t1\t15\t0\t0\t0\t0\t0\t0\t+25200\t\n"
    b"982\t2026-11-16 12:01:09\t2\t1\t0\t0\t0"
)
FINGER = (
    b"USER PIN=982\tName=Rahasia\tPri=0\tPasswd=\tCard=[0000000000]\tGrp=1\tTZ=\n"
    b"FP PIN=982\tFID=1\tSize=12\tValid=1\tTMP=ocoRgZPRN8Ew\n"
)
PHOTO = b"PIN=20261116072410-982.jpg\nSN=CKUH193460123\nsize=4\nCMD=uploadphoto\x00\xff\xd8\xff\xd9"

DIALOGUE: Sequence[tuple[bytes, bytes]] = (
    (
        get(f"/iclock/cdata?SN={SERIAL}&options=all&pushver=2.2.14&language=69"),
        f"GET OPTION FROM: {SERIAL}\n".encode(),
    ),
    (
        get(
            f"/iclock/getrequest?SN={SERIAL}"
            "&INFO=Ver%202.0.12-20150625,2,3,380,192.168.16.27,10,7,15,0,111"
        ),
        b"OK",
    ),
    (post(f"/iclock/cdata?SN={SERIAL}&table=OPERLOG&Stamp=9999", FINGER), b"OK"),
    (post(f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=9999", MORNING), b"OK: 2"),
    (
        post(
            f"/iclock/cdata?SN={SERIAL}&table=ATTPHOTO&Stamp=9999",
            PHOTO,
            "application/octet-stream",
        ),
        b"OK",
    ),
    (get(f"/iclock/ping?SN={SERIAL}"), b"OK"),
    (
        post(
            f"/iclock/cdata.aspx?SN={SERIAL}&table=ATTLOG&Stamp=82983983",
            EVENING,
            "application/push;charset=UTF-8",
        ),
        b"OK: 3",
    ),
    (post(f"/iclock/devicecmd?SN={SERIAL}", b"ID=1&Return=0&CMD=INFO\n"), b"OK"),
)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """The test's output is not a server's log."""


@pytest.fixture
def port() -> Iterator[int]:
    """The portal's WSGI application behind an HTTP server on a free port."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, connections_override={})
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def people(freeze: Freeze) -> tuple[Employee, Employee]:
    """Two of an agency with the machine's numbers 982 and 983, at the end of a Monday."""
    freeze("17:00")
    first = worker()
    second = factories.employee(first.unit)
    factories.machine(first.unit, SERIAL)
    for person, number in ((first, "982"), (second, "983")):
        factories.machine_number(person, number)
    return first, second


def say(port: int, request: bytes, size: int = 0) -> tuple[bytes, bytes]:
    """Send a request, whole or in pieces of `size` bytes; (head, body) of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(request), size or len(request)):
            line.sendall(request[start : start + (size or len(request))])
        answer = b""
        while part := line.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


def hold(port: int, size: int = 0) -> None:
    """The whole dialogue; every answer must be the one the machine waits for."""
    for request, answer in DIALOGUE:
        head, body = say(port, request, size)
        assert head.startswith(b"HTTP/1.1 200 OK\r\n"), head
        assert b"\r\nDate: Mon, 16 Nov 2026 10:00:00 GMT\r\n" in head + b"\r\n"
        assert b"Content-Type: text/plain" in head
        assert f"Content-Length: {len(body)}".encode() in head
        assert body == answer or (answer.startswith(b"GET OPTION") and body.startswith(answer))


def recorded(of: Employee) -> list[tuple[int, str, Any]]:
    with tenant(of.agency_id):
        rows = CheckIn.objects.filter(agency=of.agency_id).order_by("tapped_at")
        return list(rows.values_list("employee", "kind", "tapped_at"))


@pytest.mark.parametrize("size", [0, 7, 1])
def test_the_dialogue_gives_each_event_once(
    port: int, people: tuple[Employee, Employee], size: int
) -> None:
    first, second = people
    hold(port)
    once = recorded(first)
    assert once == [
        (first.pk, "in", wib("07:24:10")),
        (second.pk, "in", wib("07:25:41")),
        (first.pk, "out", wib("16:02:00")),
        (second.pk, "out", wib("16:05:12")),
    ]
    hold(port, size)
    assert recorded(first) == once
    with tenant(first.agency_id):
        assert MachineLine.objects.count() == 5
        machine = Machine.objects.get()
    assert (machine.last_stamp, machine.firmware) == ("82983983", "Ver 2.0.12-20150625")


def test_two_connections_at_once_give_each_event_once(
    port: int, people: tuple[Employee, Employee]
) -> None:
    batch = post(f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1", MORNING + EVENING)
    answers: list[bytes] = []
    callers = [
        threading.Thread(target=lambda: answers.append(say(port, batch)[1])) for _ in range(4)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert answers == [b"OK: 5"] * 4
    assert len(recorded(people[0])) == 4


def test_a_connection_that_breaks_leaves_nothing_and_the_next_brings_all(
    port: int, people: tuple[Employee, Employee]
) -> None:
    batch = post(f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1", EVENING)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        # Cut off inside the time of the last line, after two whole ones.
        line.sendall(batch[:-14])
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert b"OK" not in answer.partition(b"\r\n\r\n")[2]
    assert recorded(people[0]) == []
    assert say(port, batch)[1] == b"OK: 3"
    assert len(recorded(people[0])) == 2


def test_the_acknowledgement_leaves_after_the_commit(
    port: int, people: tuple[Employee, Employee]
) -> None:
    """Whoever hears OK finds the events from any other connection, at once."""
    for number in range(5):
        body = f"982\t2026-11-16 09:0{number}:00\t0\t1\n".encode()
        assert say(port, post(f"/iclock/cdata?SN={SERIAL}&table=ATTLOG", body))[1] == b"OK: 1"
        connections["default"].close()
        assert len(recorded(people[0])) == number + 1


def test_nothing_biometric_is_anywhere_in_the_database(
    port: int, people: tuple[Employee, Employee]
) -> None:
    hold(port)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_name LIKE 'attendance_%%' AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert "attendance_unreadableline" in tables
        for table in tables:
            found = f'SELECT count(*) FROM "{table}" AS row WHERE row::text LIKE %s'  # noqa: S608
            cursor.execute(found, ["%ocoRgZPR%"])
            assert cursor.fetchone() == (0,), table
