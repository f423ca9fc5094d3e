"""When people come: the office's slots, who booked them, who came.

This app is the truth about appointments and about the line in front of a counter. It is not the truth about the
case a person comes for (``applications``), nor about how a complaint stands; it keeps their number as plain text.
"""
