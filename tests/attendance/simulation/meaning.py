"""The exact meaning of the columns, read a second time and as plainly as possible.

An oracle for `simulate`: whole tables in memory, clock times as naive local datetimes, one date
and one employee after the other. It shares no code with the rules.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone

OFFSETS = {"Asia/Jakarta": 7, "Asia/Pontianak": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
SCHEDULES = (
    "agency,valid_from,valid_until,kind,start,end_mon_thu,end_fri,rest_mon_thu,rest_fri,"
    "grace_minutes,flex_minutes,missing_out_minutes,workdays"
)
SURENESS = {"": 0, "outage": 1, "pending": 2}
STEPS = [
    (3, "ringan", "lisan"),
    (4, "ringan", "tertulis"),
    (7, "ringan", "tidak_puas"),
    (11, "sedang", "tukin_6"),
    (14, "sedang", "tukin_9"),
    (17, "sedang", "tukin_12"),
    (21, "berat", "turun_jabatan"),
    (25, "berat", "pelaksana"),
    (28, "berat", "berhenti"),
]


def expected_days(files: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Rows of `days.csv`."""
    table = {name: [line.split(",") for line in lines] for name, lines in files.items()}
    dates = sorted(date.fromisoformat(day) for _, day, _ in table["roster"])
    found = []
    for nip, agency, _, zone in sorted(table["employees"]):
        day = dates[0]
        while day <= dates[-1]:
            found.append({"nip": nip} | _day(table, nip, agency, OFFSETS[zone], day))
            day += timedelta(1)
    return found


def _day(table, nip: str, agency: str, offset: int, day: date) -> dict[str, str]:
    rule = _schedule(table["schedules"], agency, day)
    friday = day.isoweekday() == 5
    start = datetime.combine(day, time.fromisoformat(rule["start"]))
    end = datetime.combine(day, time.fromisoformat(rule["end_fri" if friday else "end_mon_thu"]))
    owned_from = datetime.combine(day, time())
    if rule["kind"] == "shift" and end <= start:
        end += timedelta(1)
        owned_from += timedelta(hours=12)
    owned = [
        event
        for event in _events(table, nip, agency, offset)
        if owned_from <= event[1] < owned_from + timedelta(1)
    ]
    # Of two at one moment the surer one counts, so that the order of lines never matters.
    owned.sort(key=lambda event: (SURENESS[event[3]], event[2]))
    come = min((event for event in owned if event[0] == "in"), key=_moment, default=None)
    leave = max((event for event in owned if event[0] == "out"), key=_moment, default=None)
    if come and leave and leave[1] < come[1]:
        leave = None
    plan = next((mode for who, on, mode in table["roster"] if (who, on) == (nip, str(day))), "")
    off = str(day.isoweekday()) not in rule["workdays"] or any(
        on == str(day) and whose in ("", agency) for on, _, whose, _ in table["calendar"]
    )
    excused = any(
        who == nip and first <= str(day) <= last for who, _, first, last in table["absences"]
    )
    place = (come or leave or (0, 0, ""))[2]
    late = early = 0
    flags = set()
    if not off:
        plan = plan or "WFO"
    present = bool(come or leave) and not off and not excused
    if present:
        late, early, flags = _minutes(rule, start, end, come, leave)
        if place != plan:
            flags.add("mismatch")
    status = "off" if off else "excused" if excused else "present" if present else "absent"
    return {
        "date": str(day),
        "plan": plan,
        "place": place,
        "first_in": f"{come[1]:%H:%M:%S}" if come else "",
        "last_out": f"{leave[1]:%H:%M:%S}" if leave else "",
        "late_minutes": str(late),
        "early_minutes": str(early),
        "status": status,
        "flags": ";".join(sorted(flags)),
    }


def _minutes(rule, start, end, come, leave) -> tuple[int, int, set[str]]:
    grace, flex = int(rule["grace_minutes"]), int(rule["flex_minutes"])
    m = max(0, math.floor((come[1] - start).total_seconds() / 60)) if come else 0
    required = end + timedelta(minutes=min(m, flex))
    late = max(0, m - flex - grace)
    flags = {event[3] for event in (come, leave) if event and event[3]}
    if leave:
        early = max(0, math.ceil((required - leave[1]).total_seconds() / 60))
    else:
        early = int(rule["missing_out_minutes"])
        flags.add("no_out")
    if not come:
        flags.add("pending")
    if late:
        flags.add("late")
    if early and leave:
        flags.add("early")
    return late, early, flags


def _moment(event) -> datetime:
    return event[1]


def _schedule(rows, agency: str, day: date) -> dict[str, str]:
    names = SCHEDULES.split(",")
    valid = [
        dict(zip(names, row, strict=True))
        for row in rows
        if row[0] == agency and row[1] <= str(day) <= (row[2] or "9999")
    ]
    return max(valid, key=lambda row: (row["kind"] == "ramadan", row["valid_from"]))


def _events(table, nip: str, agency: str, offset: int):
    """Kind, local time at which it counts, mode, flag."""
    for who, kind, tapped_at, received_at, mode in table["events"]:
        if who != nip:
            continue
        tapped, received = map(datetime.fromisoformat, (tapped_at, received_at))
        counted, flag = received, ""
        if received - tapped > timedelta(minutes=2):
            flag = "pending"
        for whose, start, end in table["outages"]:
            if whose == agency and (
                datetime.fromisoformat(start) <= tapped <= datetime.fromisoformat(end)
            ):
                counted, flag = tapped, "outage"
        local = counted.astimezone(timezone(timedelta(hours=offset))).replace(tzinfo=None)
        yield kind, local, mode, flag


def expected_cases(days: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Rows of `cases.csv` from those of `days.csv`."""
    years: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for day in days:
        years[day["nip"], day["date"][:4]].append(day)
    return [_case(nip, year, rows) for (nip, year), rows in sorted(years.items())]


def _case(nip: str, year: str, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    states = [row["status"] for row in rows if row["status"] != "off"]
    runs = "".join("a" if state == "absent" else " " for state in states).split()
    absent = states.count("absent")
    minutes = sum(int(row["late_minutes"]) + int(row["early_minutes"]) for row in rows)
    total = absent + minutes // 450
    streak = max(map(len, runs), default=0)
    _, level, sanction = max(
        (step for step in STEPS if step[0] <= total), default=(0, "none", "none")
    )
    if streak >= 10:
        level, sanction = "berat", "berhenti"
    return {
        "nip": nip,
        "year": year,
        "absent_days": str(absent),
        "minutes": str(minutes),
        "converted_days": str(minutes // 450),
        "total_days": str(total),
        "longest_streak": str(streak),
        "level": level,
        "sanction": sanction,
    }


def expected_summary(
    days: Sequence[Mapping[str, str]], agencies: Mapping[str, str]
) -> list[dict[str, str]]:
    """Rows of `summary.csv` from those of `days.csv`; `agencies` by NIP."""
    groups: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for day in days:
        groups[agencies[day["nip"]], day["date"][:7]].append(day)
    found = []
    for (agency, month), rows in sorted(groups.items()):
        here = [row for row in rows if row["status"] == "present"]
        modes = [row["place"] for row in here]
        flags = [row["flags"].split(";") for row in here]
        states = [row["status"] for row in rows]
        sums = {
            "employees": len({row["nip"] for row in rows}),
            "workdays": len(rows) - states.count("off"),
            "present_days": len(here),
            "wfo_days": modes.count("WFO"),
            "wfh_days": modes.count("WFH"),
            "wfa_days": modes.count("WFA"),
            "late_days": sum("late" in some for some in flags),
            "late_minutes": sum(int(row["late_minutes"]) for row in here),
            "early_minutes": sum(int(row["early_minutes"]) for row in here),
            "absent_days": states.count("absent"),
            "excused_days": states.count("excused"),
            "mismatch_days": sum("mismatch" in some for some in flags),
        }
        found.append(
            {"agency": agency, "month": month} | {name: str(value) for name, value in sums.items()}
        )
    return found
