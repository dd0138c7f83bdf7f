"""Who wrote the article of a page, out of what its data name as authors."""

import pytest

from onrecord.store.library.readers.page_authors import author_of


@pytest.mark.parametrize(
    "named, site, author",
    [
        ("Dany Holm; The Quay", "The Quay", "Dany Holm"),
        ("QUAY ONLINE; Hamburg; Germany", "QUAY ONLINE, Hamburg, Germany", ""),
        ("Dany Holm; Quay", "Quay.com", "Dany Holm"),
        ("Martha Berg", "Martha Berg - Lady of the Quay", "Martha Berg"),
        ("Dany Holm; Apr", "", "Dany Holm"),
        ("By Ana Brodin May 4", "", "Ana Brodin"),
        ("Julia", "The Quay", "Julia"),
        ("May Brodin", "", "May Brodin"),
        ("Jordan", "", "Jordan"),
    ],
)
def test_the_site_months_and_countries_write_nothing(named: str, site: str, author: str) -> None:
    """A list that was torn at its commas leaves names; who goes by one such word keeps it."""
    assert author_of(named, site) == author
