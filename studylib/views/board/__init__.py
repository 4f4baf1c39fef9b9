"""Draw the board: one module a part of the page."""
