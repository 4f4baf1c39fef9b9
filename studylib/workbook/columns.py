"""Columns of a sheet by their letters: 1 is A, 27 is AA."""


def name_column(number: int) -> str:
    """Return the letters of a column. ``number`` counts from 1."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def number_column(letters: str) -> int:
    """Return the number of a column, from 1. ``letters`` are capitals."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
