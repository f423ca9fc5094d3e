"""Log in of operators."""
