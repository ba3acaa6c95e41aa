"""A world to try the portal in: invented people in real institutions, eight weeks of their work.

Everything follows from the seed, the date and the data files. No real person is meant.
"""
