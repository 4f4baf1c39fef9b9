"""Draw shares and amounts as bars, each with its figure, and the button that prints them."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.season.rates import Rate
from studylib.text.language import NO_FIGURE, Language
from studylib.web import markup


def draw_rate(rate: Rate) -> Markup:
    """Build a rate as a bar, with its percent behind it. A rate of no row is a dash."""
    if rate.percent is None:
        return markup.draw_span(NO_FIGURE)
    filled = markup.draw_element("span", style=f"width:{rate.percent}%")
    bar = markup.draw_element("span", filled, kind="bar", aria_hidden="true")
    return markup.draw_span(bar, markup.draw_span(f"{rate.percent}%"), kind="rate")


def count_rate(rate: Rate) -> str:
    """Write a rate as its two counts."""
    return f"{rate.on_time}/{rate.counted}" if rate.counted else NO_FIGURE


def draw_columns(label: str, amounts: Sequence[tuple[str, int]]) -> Markup:
    """Build amounts over time as columns, each under its name. At least one is above 0.

    ``label`` says to screen readers what is drawn, and which table has the figures.
    """
    most = max(amount for _, amount in amounts)
    columns = (
        markup.draw_element(
            "span",
            markup.draw_element("span", style=f"height:{100 * amount // most}%", kind="column"),
            markup.draw_small(name),
        )
        for name, amount in amounts
    )
    return markup.draw_element("div", *columns, kind="columns", role="img", aria_label=label)


def draw_print(language: Language, kind: str = "share") -> Markup:
    """Build the button that prints the page. The script hears it."""
    return markup.draw_element("button", language.say("Print"), kind=kind, type="button", data_print="page")
