"""Reads of attendance: what one page needs, in a fixed number of statements."""
