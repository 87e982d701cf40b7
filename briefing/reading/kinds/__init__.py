"""One small module for each kind of file: bytes to drafts, nothing else."""
