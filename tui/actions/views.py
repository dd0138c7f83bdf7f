"""The other views, each behind ``g`` and a letter."""
