"""What stops a benchmark."""


class BenchmarkError(Exception):
    """A benchmark could not run; the text says which and why."""
