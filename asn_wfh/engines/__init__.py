"""Embedded PostgreSQL and Valkey: the real engines, driven from this checkout's data folder.

`endpoints` says where they listen without starting anything; `Engines` starts and stops
them. Nothing here imports Django, so settings may import it.
"""

from asn_wfh.engines.driver import Engines, temporary_data_dir
from asn_wfh.engines.endpoints import Endpoints, endpoints
from asn_wfh.engines.errors import EngineError

__all__ = ["Endpoints", "EngineError", "Engines", "endpoints", "temporary_data_dir"]
