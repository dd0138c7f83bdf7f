"""Text out of other formats: worker processes with limits, and the texts that are kept."""
