"""What comes in: exported files read back, verified, compared, and taken over."""
