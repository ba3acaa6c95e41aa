"""Rosters that make themselves, judged by people who do not trust them."""
