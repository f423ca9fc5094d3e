"""What the record can be asked to do: add a row, seal the rows."""
