"""What was imported: articles, where they lie, what the analysis found in them."""
