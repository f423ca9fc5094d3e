"""What this dinas wrote itself, Indonesian beside English (A12). Not here: the words of the product."""
