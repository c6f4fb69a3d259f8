"""The pictures of a talk's scenes as SVG, in points: the same drawing in a report, in a single picture and on paper."""
