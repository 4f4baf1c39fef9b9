"""Draw the curriculum: one module a part of the page."""
