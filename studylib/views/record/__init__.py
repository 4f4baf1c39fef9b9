"""Draw one member's record: one module a part of the page."""
