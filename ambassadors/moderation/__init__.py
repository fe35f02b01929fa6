"""The life of a submission: one status, one table of transitions, one queue, one log."""
