"""The names of the features, and the weights that know them."""

import numpy as np
import pytest

from onrecord.analysis.quotations import feature_names, naming, weights


def test_names_put_columns_in_order() -> None:
    """Columns are put in the order of their names, however they were written down."""
    rows = naming.stacked({"b": np.array([1]), "a": np.array([2])}, naming.named("a, b"))
    assert rows.tolist() == [[2.0, 1.0]]


@pytest.mark.parametrize("columns", [{"a": 1}, {"a": 1, "c": 2}, {"a": 1, "b": 2, "c": 3}])
def test_a_column_too_many_or_too_few_is_refused(columns: dict[str, int]) -> None:
    """A feature without a name, or a name without a feature, fails loudly."""
    with pytest.raises(ValueError, match="features do not fit"):
        naming.in_order(columns, ("a", "b"))


@pytest.mark.parametrize("forest", weights.FORESTS)
def test_weights_of_other_features_are_refused(
    forest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two names in another order than the weights were learned with fail when they are loaded."""
    names = list(feature_names.FEATURES[forest])
    names[0], names[1] = names[1], names[0]
    monkeypatch.setitem(feature_names.FEATURES, forest, tuple(names))
    with pytest.raises(ValueError, match=f"“{forest}” were learned from other features"):
        weights.load.__wrapped__(weights.PATH)
