"""Studyboard's core: the board of a study group, from raw cells to pages, files and messages.

Data flows one way::

    cells --store.fetch--> Workbook --reader.read--> Study, problems --board.judge(study, now)--> board
      board --figures--> page        board --fines.list_fines--> lines    board --settlement.settle--> page, CSV

Read it from the words up to the door: ``text`` (how anything is said), ``season`` (the rules, pure), ``workbook``
(a group's sheet, read), ``money`` (months settled), ``changes`` (what a leader does), ``stores`` (where it lies),
``source`` (the season, kept fresh), ``web`` and ``views`` (pages), ``cli`` (commands).
"""

__version__ = "0.2.0"
