"""Short messages: the port, the sandbox phone and an adapter for providers that speak JSON over HTTP."""
