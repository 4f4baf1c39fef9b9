"""Draw the fines: one module a part of the page."""
