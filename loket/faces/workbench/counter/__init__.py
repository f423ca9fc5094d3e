"""The counter: whom an officer or a helper sits beside, and what is typed for that person; calls to make."""
