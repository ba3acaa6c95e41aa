"""The one way the engines refuse."""


class EngineError(Exception):
    """An engine can't run; the text is Indonesian: what happened, why, what next."""
