"""E-mail: the port, the sandbox mailbox and SMTP."""
