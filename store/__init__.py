"""What is kept, how it comes in and how it goes out: every byte on disk."""
