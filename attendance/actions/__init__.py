"""Writes of attendance: one verb each."""
