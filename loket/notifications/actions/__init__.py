"""What can be asked of the outbox: queue, cancel, readdress, deliver, sweep."""
