"""Tell the error values of a spreadsheet, which a failed formula leaves in its cell."""

from studylib.workbook.cells import Cell

LONGEST = 20

_ERRORS = (
    # Excel and Google Sheets, in English.
    "#ref! #n/a #value! #name? #div/0! #num! #null! #error! #spill! #calc! #getting_data #field! #blocked! "
    "#connect! #busy! #unknown! #external! #python! #data! #circ! #cycle! #err! "
    # LibreOffice: Err:502 and the like are told by their beginning.
    # German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Turkish and Norwegian.
    "#bezug! #wert! #nv #zahl! #überlauf! #valeur! #nom? #nombre! #nul! #propagation! "
    "#¡ref! #¡valor! #¿nombre? #¡div/0! #¡num! #¡nulo! #n/d #¡desbordamiento! #valor! #nome? #núm! #nulo! "
    "#rif! #valore! #waarde! #naam? #deel/0! #getal! #leeg! #n/b #verw! #adr! #arg! #nazwa? #liczba! #zero! "
    "#ссылка! #знач! #имя? #число! #пусто! #дел/0! #н/д #başv! #değer! #ad? #sayi! #sayı! #boş! #yok #sayi/0! "
    "#verdi! #navn? #tall! #i/t "
    # Google Sheets while a function waits, in English and Korean.
    "loading... loading… 로드중... 로드중… 로딩중... 로딩중… 불러오는중... 불러오는중…"
)
"""Error values, case-folded."""

ERRORS = frozenset(_ERRORS.split())


def is_failed(cell: Cell) -> bool:
    """Check if the cell holds an error value, such as ``#REF!``."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return False
    written = "".join(cell.split()).casefold()
    return written in ERRORS or (written.startswith("err:") and written[4:].isdecimal())
