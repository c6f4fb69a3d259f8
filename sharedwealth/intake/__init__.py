"""Ledgers in: what is published, by whom and when, what it changed, and who has reported."""
