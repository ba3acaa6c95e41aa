"""Rosters that make themselves: values in, values out, no Django and no database.

A unit's people, rules and wishes become a constraint problem for OR-Tools' CP-SAT. Whether a
person may be away on a date is asked of `attendance.rules`, never said a second time here. The
library is imported inside functions: only a worker that searches pays its memory.
docs/decisions/0009 tells what is hard, what is soft and what the weights mean.
"""
