"""Each file one thing that can happen; public function named like the file."""
