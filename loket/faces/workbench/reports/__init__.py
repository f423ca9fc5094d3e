"""The monthly recap: for those who answer for the figures."""
