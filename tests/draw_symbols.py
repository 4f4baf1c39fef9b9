"""Make the small icon font that our server sends in the place of Streamlit's.

    pip install fonttools brotli && python -m tests.draw_symbols

Material Symbols has 4,309 icons, and its licence is Apache 2.0. The pages and Streamlit's own widgets need the ones
that ``list_needed`` lists.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studylib.web.packed_files import FOLDER
from studylib.web.symbols import FONT, NAMES, find_original

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r":material/([a-z0-9_]+):")
RESERVE = """
    account_balance arrow_back arrow_forward attach_file bolt book calendar_add_on cancel celebration chat
    check_circle delete description diversity_3 done_all edit emoji_events event_available flag fullscreen groups help
    home image info ios_share key language leaderboard link local_fire_department lock mail military_tech more_horiz
    notifications paid picture_as_pdf print priority_high public query_stats receipt_long savings schedule school
    search send settings share sms star sync table_view task_alt timeline trending_up visibility warning
    workspace_premium zoom_in
"""
"""Icons that a page may want next."""


def list_needed() -> set[str]:
    """List the icons that our code and Streamlit's name."""
    ours = (path for folder in ("studylib", "pages") for path in (ROOT / folder).rglob("*.py"))
    theirs = (FOLDER / "static/js").glob("*.js")
    found = {name for path in (*ours, *theirs) for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    return {"more_horiz", "contrast", *found}


def main() -> None:
    """Write the font, and the names of the icons in it."""
    from fontTools import subset  # type: ignore[import-not-found]
    from fontTools.ttLib import TTFont  # type: ignore[import-not-found]

    font = TTFont(find_original())
    wanted = list_needed() | set(RESERVE.split())
    kept = {name for name, ligatures, ligature in list_ligatures(font) if name in wanted}
    for name, ligatures, ligature in list(list_ligatures(font)):
        if name not in kept:
            ligatures.remove(ligature)
    options = subset.Options(flavor="woff2", layout_features=["*"], drop_tables=["DSIG"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted({*"".join(kept)})))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONT)
    NAMES.write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")
    print(f"{len(kept)} icons, {FONT.stat().st_size / 1024:.0f} KiB. Unknown: {sorted(wanted - kept)}")


def list_ligatures(font: Any) -> Iterator[tuple[str, Any, Any]]:
    """List the ligatures of a font: the name that is typed, the list that it is in, and itself."""
    letters = {glyph: chr(code).lower() for code, glyph in sorted(font.getBestCmap().items(), reverse=True)}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            listed = getattr(getattr(table, "ExtSubTable", table), "ligatures", {})
            for first, ligatures in listed.items():
                for each in list(ligatures):
                    yield (
                        "".join(letters.get(glyph, "?") for glyph in (first, *each.Component)),
                        ligatures,
                        each,
                    )


if __name__ == "__main__":
    main()
