"""Studyboard's core. Read it in this order:

1. the nouns: ``study`` (and ``sentence``: what people are told, ``cells``: what a store fetches);
2. a workbook is read: ``values`` (one cell), ``tables`` (one tab), ``settings``, ``roster``, ``answers``,
   ``weeks`` (the calendar), all of it in ``workbook.read``;
3. the season is judged: ``board`` (the one table), ``fines``, ``standing``, ``rota``; its months are settled:
   ``settlement``, ``payments``; what is asked beside it: ``questions``;
4. it is shown: ``language``, ``report``, ``notice``, ``reminder`` (``delivery`` sends it), ``calendar`` (``feed`` has
   it at the address of ``subscription``), ``charts``, ``markup``, ``page``, ``frame``, and ``cli``;
   with what the server sends beside it: ``headers``, ``mishap``;
5. where it lies: ``stores``, opened by ``source``, its last good copy kept by ``copies``; ``sample`` is there for a
   first look; ``clock`` reads the clock;
6. the group's README: ``grid`` (the tables of a file), ``history`` (its versions in git), ``readme`` (what they
   say of the season), ``transcript`` (the season written back);
7. the leader changes it: ``change``, from what somebody wants to the rows that a store writes, and back.
"""
