"""Language: text in, findings out.  Pure: opens no user file, knows no terminal, no database."""
