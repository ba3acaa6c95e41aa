"""What one password check costs."""

import statistics
import time

from django.contrib.auth.hashers import check_password, make_password


def run(rounds: int) -> dict[str, float]:
    """Processor milliseconds of one right password, median of `rounds`."""
    encoded = make_password("bukan-sandi-siapa-pun")
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        if not check_password("bukan-sandi-siapa-pun", encoded):
            raise AssertionError("the right password was refused")
        spent.append(time.process_time() - begun)
    return {"cpu_ms": 1000 * statistics.median(spent)}
