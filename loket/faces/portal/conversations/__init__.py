"""The resident's side of conversations: asking the office about a case (R21)."""
