"""Numbers from a person's work and the machine's: agreement, shares, who stands with whom."""
