"""What a person can do, one module a thing that it is done to; together they are a notebook."""
