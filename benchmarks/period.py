"""An invented agency's month as the seven files of `simulate`, the same for one seed."""

import csv
import random
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

FIRST, DAYS = date(2026, 7, 1), 30
HOLIDAYS = (date(2026, 7, 15),)
DATES = [FIRST + timedelta(ahead) for ahead in range(DAYS)]
WORKING = [day for day in DATES if day.isoweekday() <= 5 and day not in HOLIDAYS]
ZONE = "+07:00"
HEADS = {
    "employees": "nip,agency,unit,zone",
    "schedules": "agency,valid_from,valid_until,kind,start,end_mon_thu,end_fri,rest_mon_thu,"
    "rest_fri,grace_minutes,flex_minutes,missing_out_minutes,workdays",
    "calendar": "date,kind,agency,name",
    "roster": "nip,date,mode",
    "events": "nip,kind,tapped_at,received_at,mode",
    "absences": "nip,kind,first_day,last_day",
    "outages": "agency,start,end",
}
HOURS = "32.11,2023-04-12,,normal,07:30,16:00,16:30,60,90,0,0,0,12345"


def write_period(folder: Path, employee_days: int, *, seed: int = 7) -> int:
    """Write the files of about so many employee-days; how many they really are.

    A working day has a roster line (Friday at home) and, for 19 in 20, a check-in and a check-out,
    received some seconds after the tap. One in eight comes late, one in fifty forgets to check
    out, one tap in two hundred arrives hours later; one person in thirty is away for a week.
    """
    people = max(1, round(employee_days / DAYS))
    draw = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: (folder / f"{name}.csv").open("w", newline="") for name in HEADS}
    try:
        lines = {name: csv.writer(file, lineterminator="\n") for name, file in files.items()}
        for name, head in HEADS.items():
            lines[name].writerow(head.split(","))
        lines["schedules"].writerow(HOURS.split(","))
        for day in HOLIDAYS:
            lines["calendar"].writerow([day, "holiday", "32.11", "Hari jadi daerah"])
        hour = "2026-07-08T07"
        lines["outages"].writerow(["32.11", f"{hour}:00:00{ZONE}", f"{hour}:50:00{ZONE}"])
        for number in range(people):
            birth = date(1966, 1, 1) + timedelta(number // 999)
            nip = f"{birth:%Y%m%d}2015031{number % 999 + 1:03d}"
            lines["employees"].writerow([nip, "32.11", "Sekretariat", "Asia/Jakarta"])
            if draw.random() < 1 / 30:
                lines["absences"].writerow([nip, "leave", "2026-07-13", "2026-07-19"])
            lines["roster"].writerows([nip, day, _mode(day)] for day in WORKING)
            lines["events"].writerows(_events(nip, draw))
    finally:
        for file in files.values():
            file.close()
    return people * DAYS


def _mode(day: date) -> str:
    return "WFH" if day.isoweekday() == 5 else "WFO"


def _events(nip: str, draw: random.Random) -> Iterable[list[Any]]:
    for day in WORKING:
        if draw.random() < 1 / 20:
            continue
        mode = _mode(day) if draw.random() > 1 / 100 else "WFA"
        come = draw.randint(-2400, 0) if draw.random() > 1 / 8 else draw.randint(1, 3600)
        yield _event(nip, "in", day, 7 * 3600 + 1800 + come, mode, draw)
        if draw.random() > 1 / 50:
            leave = (16 if day.isoweekday() < 5 else 16.5) * 3600 + draw.randint(-300, 3600)
            yield _event(nip, "out", day, leave, mode, draw)


def _event(
    nip: str, kind: str, day: date, second: float, mode: str, draw: random.Random
) -> list[Any]:
    tapped = datetime.combine(day, time()) + timedelta(seconds=second)
    delay = draw.randint(0, 4) if draw.random() > 1 / 200 else draw.randint(600, 7200)
    received = tapped + timedelta(seconds=delay)
    return [nip, kind, f"{tapped:%Y-%m-%dT%H:%M:%S}{ZONE}", f"{received.isoformat()}{ZONE}", mode]
