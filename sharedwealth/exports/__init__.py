"""What leaves the room: a talk as PowerPoint, Excel and Word, each made from its scenes and from nothing else."""
