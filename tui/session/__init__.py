"""What both the reader and the command line stand on: an open library, without a terminal."""
