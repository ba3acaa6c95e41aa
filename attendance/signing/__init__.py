"""Electronic signatures on PDF letters: making them, by the way that is set, and judging them."""
