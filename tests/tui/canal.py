"""What the session of the tests knows: an invented dispute over a canal."""

from __future__ import annotations

from typing import TypeAlias

from onrecord.analysis.types import ActorKind, Basis, Precision, Published, QuotationKind

KIND = QuotationKind
Text: TypeAlias = tuple[str, str, Published, str]
"""An article: title, source, date, text."""
ACTORS = {
    "vessen": ("Marta Vessen", ActorKind.PERSON, ("Marta Vessen", "Vessen")),
    "oduya": ("Ilan Oduya", ActorKind.PERSON, ("Ilan Oduya", "Oduya")),
    "canal": ("Canal Commission", ActorKind.ORGANISATION, ("Canal Commission",)),
    "tarsia": ("Tarsia", ActorKind.COUNTRY, ("Tarsia", "Tarsian")),
    "belmark": ("Belmark", ActorKind.COUNTRY, ("Belmark", "Belmarkan")),
}
"""Actor id: name, kind, the words that name it."""

TEXTS: dict[str, Text] = {
    "closure.txt": (
        "Vessen: Tarsia will close the canal if talks fail",
        "Northern Wire",
        Published("2021-03-04", Precision.DAY, Basis.HEADER, (0, 15), "The text begins with it."),
        "date 2021-03-04\n\nVessen: Tarsia will close the canal if talks fail\n\n"
        "Tarsian Transport Minister Marta Vessen said that the canal will be closed to foreign "
        "ships by the end of the month, if the talks with Belmark bring no result. She told this "
        "to reporters after a meeting of the Canal Commission.\n\n"
        "According to her, the country has every right to do so and will use it when it must. "
        "“We shall not be spoken to in this way,” she added.\n\n"
        "A narrow channel\n\n"
        "At the same time, Ilan Oduya called the threat “a bad joke” and said that Belmark would "
        "keep its ships moving. “Nobody closes a canal in spring,” Oduya told the newspaper. "
        "An unnamed diplomat warned of delays.\n",
    ),
    "answer.txt": (
        "Oduya laughs off canal threat",
        "Belmark Herald",
        Published("2021-03-05", Precision.DAY, Basis.INFERRED, None, "It answers an article."),
        "Oduya laughs off canal threat\n\n"
        "“Nobody closes a canal in spring,” said Ilan Oduya, who speaks for the Belmarkan "
        "government. He added that the Canal Commission had not been told of any plan.\n",
    ),
    "undated.txt": (
        "What the canal is worth to Belmark and its neighbours in the north",
        "",
        Published(),
        "Every third ship that calls at Belmark has come through the canal, the Canal Commission "
        "estimates.\n",
    ),
}
SAID: dict[str, list[tuple[str, KIND, str, str, str, float]]] = {
    "closure.txt": [
        ("the canal will be closed", KIND.INDIRECT, "no result", "vessen", "said", 0.91),
        ("the country has every right", KIND.INDIRECT, "it must", "vessen", "According to", 0.84),
        ("“We shall not", KIND.DIRECT, "this way,”", "vessen", "added", 0.97),
        ("the threat “a bad", KIND.MIXED, "joke”", "oduya", "called", 0.41),
        ("“Nobody closes", KIND.DIRECT, "spring,”", "oduya", "told", 0.95),
        ("of delays", KIND.INDIRECT, "of delays", "", "warned", 0.33),
    ],
    "answer.txt": [
        ("“Nobody closes", KIND.DIRECT, "spring,”", "oduya", "said", 0.96),
        ("the Canal Commission had", KIND.INDIRECT, "any plan", "oduya", "added", 0.88),
    ],
    "undated.txt": [
        ("Every third ship", KIND.INDIRECT, "the canal", "canal", "estimates", 0.77),
    ],
}
"""Article: first words, kind, last words, actor, cue, confidence."""
