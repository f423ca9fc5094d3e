"""WhatsApp messages: the port, the sandbox phone and Meta's Cloud API."""
