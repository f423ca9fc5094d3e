"""What can happen to a file: one public function per module."""
