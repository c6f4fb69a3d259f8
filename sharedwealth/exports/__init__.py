"""Ways out of the house for a talk: each takes its scenes and writes a file."""
