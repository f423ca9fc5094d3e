"""How the system fares (A14): messages that wait or failed, storage."""
