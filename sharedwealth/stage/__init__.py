"""The stage: a talk as one document of its own, for a shared screen and for a venue without a network."""
