"""The desk's pages about applications: queue, case, decision, processing."""
