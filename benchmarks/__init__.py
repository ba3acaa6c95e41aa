"""Benchmarks: every figure of ours beside an anchor measured in the same run.

`python -m benchmarks` prints the table; `benchmarks/README.md` says what each line means.
"""
