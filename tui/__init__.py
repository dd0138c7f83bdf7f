"""What a person sees and presses: the screen and the command line."""
