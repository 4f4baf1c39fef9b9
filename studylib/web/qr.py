"""Draw QR codes. The door of segno."""

import segno
from markupsafe import Markup, escape


def draw_qr(address: str, label: str) -> Markup:
    """Build the picture of an address: dark on white in every theme, with the quiet edge that readers need."""
    picture = segno.make(address, error="m", micro=False).svg_data_uri(
        scale=8, border=4, dark="#000", light="#fff", omitsize=True
    )
    return Markup(f'<img class="qr" src="{escape(picture)}" alt="{escape(label)}">')
