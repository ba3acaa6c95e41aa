"""Steps over HTTP: check-in, the pages of signed-in people."""

from benchmarks.bench import Bench
from benchmarks.client import Same
from benchmarks.errors import BenchmarkError
from benchmarks.paths import Asked, Path, hello, median, ratio, sign_in
from benchmarks.report import Line
from benchmarks.taps import CheckIns, FloorTaps

REAL_SIGN_INS = 3
MOST_PAGE_RATIO = 15
MOST_GRID_MS = 300
"""A month of a unit of two hundred: six thousand cells to fill in."""


def _rate(asked: Asked) -> float:
    return asked.rate


def _web(asked: Asked) -> float:
    return asked.web_ms


def _both(asked: Asked) -> float:
    return asked.web_ms + asked.engines_ms


def raw_figures(asked: list[Asked]) -> list[dict[str, float]]:
    """What the result's JSON keeps of each round."""
    return [
        {
            "per_second": one.rate,
            "p50_ms": one.load.percentile(0.5),
            "p99_ms": one.load.percentile(0.99),
            "web_ms": one.web_ms,
            "engines_ms": one.engines_ms,
            "client_share_of_a_core": one.load.client_share,
        }
        for one in asked
    ]


def check_in(bench: Bench) -> list[Line]:
    """A complete check-in beside the floor; its latency at 70 % of what it can do."""
    plan, taps = bench.plan, bench.sessions["taps"]
    _sign_in_for_real(bench)
    anchor = Path(bench.floor, FloorTaps(bench.floor_cookies), status=201)
    ours = Path(bench.portal, CheckIns(taps), status=201)
    floors, own = bench.range.pairs(anchor, ours, rounds=plan.rounds, seconds=plan.seconds)
    bench.raw |= {"floor": raw_figures(floors), "check_in": raw_figures(own)}
    rate, at_best = median(own, _rate), median(floors, _rate)
    times = ratio(own, floors, _rate)
    paced = bench.range.ask(ours, 2 * plan.seconds, rate=0.7 * rate, connections=64)
    bench.raw["check_in_at_70_percent"] = raw_figures([paced])
    p99 = paced.load.percentile(0.99)
    return [
        Line(
            "check-in over HTTP, complete",
            f"{rate:.0f}/s, p99 {median(own, lambda one: one.load.percentile(0.99)):.0f} ms",
            f"floor {at_best:.0f}/s",
            f"{times:.2f} ×",
            "≥ 1.5 ×",
            times >= 1.5,
            note=f"16 connections, {len(taps)} people in turn, only answers 201 counted; no Celery "
            f"worker ran meanwhile. {REAL_SIGN_INS} of the sessions come from real sign-ins, the "
            "others from Django's session store.",
        ),
        Line(
            "its processor time, web + engines",
            f"{median(own, _web):.2f} + {median(own, lambda one: one.engines_ms):.2f} ms",
            f"floor {median(floors, _web):.2f} + "
            f"{median(floors, lambda one: one.engines_ms):.2f} ms",
            f"{ratio(own, floors, _both):.2f} ×",
        ),
        Line(
            "its p99 at 70 % of that rate",
            f"{p99:.0f} ms",
            goal="≤ 100 ms",
            met=p99 <= 100,
            note=f"requests due at {0.7 * rate:.0f}/s whatever the server does; "
            "latency counts from the moment a request was due.",
        ),
    ]


def _sign_in_for_real(bench: Bench) -> None:
    accounts = {one["login"]: one for one in bench.sessions["accounts"]}
    taps = [tap for tap in bench.sessions["taps"] if tap["login"] in accounts]
    for tap in taps[:REAL_SIGN_INS]:
        tap["cookie"] = sign_in(bench.portal, tap["login"], accounts[tap["login"]]["password"])


def page_addresses(bench: Bench) -> dict[str, tuple[str, str]]:
    """Name of each signed-in page: its path and whose session asks for it."""
    large = bench.large
    grid = f"/tim/roster/{large['draft']}/ubah/"
    return {
        "today, an employee": ("/hari-ini/", bench.cookie(large, "supervisor")),
        "board, a unit of 40": ("/tim/", bench.cookie(large, "supervisor")),
        f"board, an agency of {large['size']}": ("/tim/", bench.cookie(large, "ppk")),
        "roster grid, a unit of 40": (grid, bench.cookie(large, "supervisor")),
        "compliance": ("/kepatuhan/", bench.cookie(large, "ppk")),
    }


def signed_in(bench: Bench) -> list[Line]:
    """Processor time of the signed-in pages as multiples of hello's."""
    paths = {
        name: Path(bench.portal, Same(path, cookie))
        for name, (path, cookie) in page_addresses(bench).items()
    }
    hellos: list[Asked] = []
    own: dict[str, list[Asked]] = {name: [] for name in paths}
    for _ in range(bench.plan.rounds):
        hellos.append(bench.range.ask(hello(bench.floor), bench.plan.page_seconds))
        for name in list(own):
            try:
                own[name].append(
                    bench.range.ask(paths[name], bench.plan.page_seconds, connections=4)
                )
            except BenchmarkError as error:
                bench.failures[f"page: {name}"] = str(error)
                del own[name]
    bench.raw["hello beside pages"] = raw_figures(hellos)
    lines = []
    for name, asked in own.items():
        bench.raw[name] = raw_figures(asked)
        times = ratio(asked, hellos, _web)
        lines.append(
            Line(
                f"page: {name}",
                f"{median(asked, _web):.1f} + {median(asked, lambda one: one.engines_ms):.1f} ms",
                f"hello {median(hellos, _web):.2f} ms",
                f"{times:.0f} ×",
                f"≤ {MOST_PAGE_RATIO} ×",
                times <= MOST_PAGE_RATIO,
                note=""
                if lines
                else "web + engines; the ratio is of the web workers' processor time alone.",
            )
        )
    return lines


def roster_grid(bench: Bench) -> list[Line]:
    """The grid of 200 people and 31 days: the answer's time, one request at a time, and its SQL."""
    paths, people = {}, {}
    for agency in bench.agencies:
        cookie = bench.cookie(agency, "large_supervisor")
        paths[agency["size"]] = (f"/tim/roster/{agency['month_draft']}/ubah/", cookie)
        people[agency["size"]] = agency["large_unit_size"]
    small, large = bench.small["size"], bench.large["size"]
    pages = [
        {"name": str(size), "path": path, "cookie": cookie}
        for size, (path, cookie) in paths.items()
    ]
    found = bench.world.inside("statements", pages=pages)["pages"]
    hellos, own = bench.range.pairs(
        hello(bench.floor),
        Path(bench.portal, Same(*paths[large])),
        rounds=bench.plan.rounds,
        seconds=2 * bench.plan.page_seconds,
        connections=1,
    )
    bench.raw["roster grid"] = raw_figures(own)
    bench.raw["hello beside roster grid"] = raw_figures(hellos)
    spent, waited = median(own, _both), median(own, lambda one: one.load.percentile(0.5))
    name = f"roster grid, {people[large]} people × 31 days"
    return [
        Line(
            f"page: {name}",
            f"{median(own, _web):.0f} + {median(own, lambda one: one.engines_ms):.0f} ms",
            f"hello {median(hellos, _web):.2f} ms",
            f"{ratio(own, hellos, _web):.0f} ×",
            f"≤ {MOST_GRID_MS} ms",
            spent <= MOST_GRID_MS,
            note=f"web + engines, one request at a time; {waited:.0f} ms from request to last "
            "byte; the ratio is of the web workers' processor time alone.",
        ),
        Line(
            f"{name}: SQL statements",
            str(found[str(large)]["statements"]),
            f"{people[small]} people: {found[str(small)]['statements']}",
            goal="equal",
            met=found[str(large)]["statements"] == found[str(small)]["statements"],
        ),
    ]
