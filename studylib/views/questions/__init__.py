"""Draw the questions: one module a part of the page."""
