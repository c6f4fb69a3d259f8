"""Talks: steps out of a file, and what is on the sheet of each of them, for the stage and for every export."""
