"""Steps that look inside: statements, row-level security, the close of a day, passwords, disk."""

from benchmarks.bench import Bench
from benchmarks.database import inserts_per_second
from benchmarks.report import Line


def disk(bench: Bench) -> list[Line]:
    """What this PostgreSQL does at best, for scale."""
    seconds = max(1, round(bench.plan.page_seconds))
    lines = []
    for clients in (1, 8):
        rate = inserts_per_second(bench.world, clients=clients, seconds=seconds)
        bench.raw[f"pgbench_{clients}"] = rate
        name = f"pgbench, one INSERT to disk, {clients} client{'s' * (clients > 1)}"
        lines.append(Line(name, f"{rate:.0f}/s"))
    return lines


def statements(bench: Bench) -> list[Line]:
    """Statements of each page in a small and a large agency, and of a check-in."""
    pages = [
        {"name": f"{name}|{agency['size']}", "path": path, "cookie": bench.cookie(agency, holder)}
        for agency in bench.agencies
        for name, path, holder in (
            ("today", "/hari-ini/", "large_supervisor"),
            ("board", "/tim/", "ppk"),
            (
                "roster grid",
                f"/tim/roster/{agency['large_draft'] or agency['draft']}/ubah/",
                "large_supervisor",
            ),
            ("compliance", "/kepatuhan/", "ppk"),
        )
    ]
    found = bench.world.inside("statements", pages=pages, tap=bench.sessions["taps"][-1])
    bench.raw["statements"] = found
    small, large = bench.small["size"], bench.large["size"]
    lines = []
    for name in ("today", "board", "roster grid", "compliance"):
        few, many = found["pages"][f"{name}|{small}"], found["pages"][f"{name}|{large}"]
        if (few["status"], many["status"]) != (200, 200):
            lines.append(Line(f"{name}: no page", "", met=False, note=f"answered {many['status']}"))
            continue
        equal = few["statements"] == many["statements"]
        lines.append(
            Line(
                f"{name}: SQL statements, agency of {large}",
                str(many["statements"]),
                f"agency of {small}: {few['statements']}",
                goal="equal",
                met=equal,
            )
        )
    tap = found["check_in"]
    lines.append(
        Line(
            "check-in: round trips to the database",
            str(tap["round_trips"]),
            goal="≤ 3",
            met=tap["round_trips"] <= 3,
            note=f"{tap['statements']} statements and the transaction's frame; "
            f"status {tap['status']}.",
        )
    )
    return lines


def isolation(bench: Bench) -> list[Line]:
    """What row-level security costs."""
    people = bench.large["people"][:400]
    found = bench.world.inside(
        "isolation",
        agency=bench.large["agency"],
        people=people,
        rounds=2 * bench.plan.rounds,
        times=100,
    )
    bench.raw["isolation"] = found
    names = {
        "read_one": "row-level security: reads of one person's day",
        "read_many": "row-level security: reads of a board of 200",
        "insert": "row-level security: insert of a check-in",
    }
    return [
        Line(
            name,
            f"{found[key]['policies']:.1f} ms",
            f"bypassed {found[key]['bypass']:.1f} ms",
            f"{found[key]['ratio']:.2f} ×",
            note="100 people, or 10 boards, per figure; application role against owner."
            if key == "read_one"
            else "",
        )
        for key, name in names.items()
    ]


def close(bench: Bench) -> list[Line]:
    """Closing a week of a very large agency, and its rules alone."""
    plan = bench.plan
    found = bench.world.inside("close", seconds=900, size=plan.closed, rounds=plan.rounds)
    bench.raw["close"] = found
    days, rules = found["employee_days"], found["rules_days_per_cpu_second"]
    return [
        Line(
            f"close of {days} employee-days",
            f"{found['close_seconds']:.2f} s, {days / found['close_seconds']:.0f} days/s",
            f"COPY out + in {found['copy_seconds']:.2f} s",
            f"{found['ratio']:.1f} ×",
            "≤ 3 ×",
            found["ratio"] <= 3,
        ),
        Line(
            "rules alone",
            f"{rules:.0f} days/s and core",
            goal="≥ 50,000",
            met=rules >= 50_000,
        ),
    ]


def password(bench: Bench) -> list[Line]:
    """One password check, in check-ins."""
    found = bench.world.inside("password", rounds=5 * bench.plan.rounds)
    bench.raw["password"] = found
    taps = bench.raw.get("check_in")
    cpu = found["cpu_ms"]
    line = Line("sign-in: one password check", f"{cpu:.0f} ms CPU")
    if taps:
        check_in = sorted(one["web_ms"] + one["engines_ms"] for one in taps)[len(taps) // 2]
        line = Line(line.what, line.ours, f"check-in {check_in:.2f} ms", f"{cpu / check_in:.0f} ×")
    return [line]
