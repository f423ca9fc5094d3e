"""The record: who did what to what, when and why. Rows are added in the transaction of the deed and never
changed; a sequencer chains them by keyed hash afterwards, so that a change in the database shows itself.

Not here: the history that people see on a case (applications), and technical logs.
"""
