"""What outlives the process: the state file, its records and the event log."""
