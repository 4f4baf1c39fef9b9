"""A stand-in for script.google.com: the real script runs in Node over spreadsheets in memory.

``runtime`` is the one Node process. ``world`` makes a spreadsheet of a workbook. ``server`` has the address, the
redirect, and what Google answers in the place of the script.
"""
