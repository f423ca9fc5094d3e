"""The case: what one resident asks for, with what answers and papers, and how far it has come.

This app is the truth about an application's state, its history, its papers' verdicts and its deadlines. It is
not the truth about what is offered (``catalogue``), who the person is (``residents``), the bytes of a paper
(``files``) or the card that is handed over (``issuing``).
"""
