"""The law as pure functions over plain values: no Django, no database, no clock.

Import from the noun modules; each says what it decides and on what legal source.
"""
