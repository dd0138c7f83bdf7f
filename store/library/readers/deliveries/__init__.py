"""Deliveries of press databases: one file of many articles, each told from the next.

A layout (:mod:`nexis`, :mod:`factiva`, :mod:`proquest`) says of the lines of a text, a Word file or
rich text whether they are a delivery of its database, and which articles they hold; :mod:`of_pages`
says so of HTML.  What all of them yield is a :class:`found.Delivered`.
"""
