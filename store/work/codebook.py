"""The person's tags, the tree of them, and their saved searches."""

from __future__ import annotations

from collections import Counter

from .base import Work, clean, clean_tag


class Codebook(Work):
    """Tags with memos and colours, tags on keys, searches by name."""

    def tags(self) -> dict[str, int]:
        """Return all tags in use or in the codebook, with how many quotations bear them."""
        counts: Counter[str] = Counter(dict.fromkeys(self._ledger.rows("tags"), 0))
        for row in list(self._ledger.rows("annotations").values()):
            counts.update(row.get("tags", ()))
        return dict(sorted(counts.items()))

    def codebook(self, tag: str) -> tuple[str, str]:
        """Return the memo and the colour of a tag."""
        row = self._ledger.rows("tags").get(tag, {})
        return row.get("memo", ""), row.get("colour", "")

    def describe_tag(self, tag: str, memo: str, colour: str = "") -> str:
        """Set the memo and the colour of a tag."""
        row = {
            name: value
            for name, value in (("memo", clean(memo)), ("colour", clean(colour)))
            if value
        }
        return self._set("tags", clean_tag(tag), row or None, f"Codebook: {clean_tag(tag)}")

    def key_tag(self, key: int) -> str:
        """Return the tag on one of the keys 1 to 9, or ""."""
        return str(self._ledger.rows("keys").get(str(key), {}).get("tag", ""))

    def set_key_tag(self, key: int, tag: str) -> str:
        """Put a tag on one of the keys 1 to 9; "" frees the key."""
        tag = clean_tag(tag)
        return self._set(
            "keys", str(key), {"tag": tag} if tag else None, f"Key {key}: {tag or 'free'}"
        )

    def searches(self) -> dict[str, str]:
        """Return the saved searches by name."""
        return {name: row["query"] for name, row in sorted(self._ledger.rows("searches").items())}

    def save_search(self, name: str, query: str) -> str:
        """Save a search under a name; an empty query forgets it."""
        name = clean(name).strip()
        row = {"query": clean(query)} if query else None
        return self._set("searches", name, row, f"Saved search: {name}")
