"""`make bench`: the figures that issues ask for, measured over HTTP beside a reference ladder in the same run.

Everything runs on data it makes itself, with the embedded database, through the real server processes. The
figure to trust is CPU: (user + system time of the server's processes and of PostgreSQL's) per request; wall
clock times depend on what else the machine does. Nothing here is a test: a missed limit is printed, not raised.
"""
