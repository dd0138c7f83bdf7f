"""What things cost and how right they are; each module is a script."""
