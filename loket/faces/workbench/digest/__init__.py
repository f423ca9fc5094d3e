"""The morning digest: each officer's own switch."""
