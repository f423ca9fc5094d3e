"""Today's appointments at the desk: who is expected, who came, whose turn it is (O10)."""
