"""Judging a period on paper: files in, files out, no database.

The judge is that of the portal (`attendance.rules`); this package only brings rows to it and its
verdicts back to files, an employee at a time. Import from the noun modules.
"""
