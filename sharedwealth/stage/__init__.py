"""The stage: a talk as one document of its own, for a browser that shares its screen and for a venue without a network."""
