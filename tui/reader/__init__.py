"""The Textual application: what a person sees and presses."""
