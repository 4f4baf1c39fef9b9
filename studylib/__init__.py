"""Studyboard's core: the board of a study group, from raw cells to pages, files and messages.

Data flows one way::

    cells --store.fetch--> Workbook --reader.read--> Study, problems --board.judge(study, now)--> board
      board --figures--> page        board --fines.list_fines--> lines    board --settlement.settle--> page, CSV

Read it from the words up to the door. ``text`` says things in the reader's language. ``season`` holds the rules, pure.
``workbook`` reads a group's sheet. ``money`` settles months. ``changes`` makes what a leader changes. ``stores`` keeps
the workbook. ``source`` keeps the season fresh. ``web`` and ``views`` draw pages. ``cli`` holds the commands.
"""

__version__ = "0.8.0"
