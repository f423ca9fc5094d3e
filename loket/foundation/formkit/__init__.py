"""Forms from data: a definition (plain dict) → steps → Django forms → validated answers → read-back.

Knows the vocabulary of forms of an Indonesian civil registration office, and nothing of tenants, services
or HTTP. Start in ``definition``; ``steps`` cuts a definition into screens, ``forms`` makes one screen's
form, ``answers`` validates and reads back a whole set of answers.
"""
