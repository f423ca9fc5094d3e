"""Lists that are brought in: upload, columns, dry run, bringing in, taking back."""
