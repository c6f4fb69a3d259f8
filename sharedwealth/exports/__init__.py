"""What leaves the room: each way out is made from a talk's scenes and from nothing else."""
