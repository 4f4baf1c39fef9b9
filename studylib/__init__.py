"""Studyboard's core. Read it in this order:

1. the nouns: ``study`` (and ``sentence``: what people are told, ``cells``: what a store fetches);
2. a workbook is read: ``values`` (one cell), ``tables`` (one tab), ``settings``, ``roster``, ``answers``,
   ``weeks`` (the calendar), all of it in ``workbook.read``;
3. the season is judged: ``board`` (the one table), ``fines``, ``standing``, ``rota``; its months are settled:
   ``settlement``, ``payments``; what is asked beside it: ``questions``; ``access`` says who may see and do what;
4. it is shown: ``language``, ``report``, ``notice``, ``reminder`` (``delivery`` sends it), ``calendar`` (``feed`` has
   it at the address of ``subscription``), ``charts``, ``markup``, ``page``, ``frame``, and ``cli``; ``wire`` is what
   browsers may ask for beside, ``headers`` what goes along with an answer, ``mishap`` what is said where a page fails;
5. where it lies: ``studies`` lists the workbooks of a deployment; ``stores``, opened by ``source``, its last good copy
   kept by ``copies``; ``sample`` is there for a first look; ``clock`` reads the clock, ``file`` writes one whole;
6. the group's README: ``grid`` (the tables of a file), ``history`` (its versions in git), ``readme`` (what they
   say of the season), ``transcript`` (the season written back);
7. the leader changes it: ``change``, from what somebody wants to the rows that a store writes, and back.
"""
