"""A spaCy pipeline that dies, fails or is slow over words in a text, installed in a folder.

It writes down each text that it reads by its first word, so that a test can count.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

NAME = "fragile_pipeline"

_CODE = """
import os, signal, time
from pathlib import Path

import spacy
from spacy.language import Language

LOG = Path(__file__).parents[1] / "read.log"


@Language.component("fragile")
def fragile(doc):
    with LOG.open("a") as log:
        log.write(doc.text.split()[0] + "\\n")
    if "DEADLY" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "POISONOUS" in doc.text:
        raise ArithmeticError("it does not add up")
    if "SLOW" in doc.text:
        time.sleep(0.3)
    return doc


def load(**overrides):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("fragile")
    return nlp
"""


def install(folder: Path) -> Path:
    """Install it below a folder; return what belongs on the module path."""
    site = folder / "site"
    package, facts = site / NAME, site / f"{NAME}-1.0.dist-info"
    package.mkdir(parents=True)
    facts.mkdir()
    (package / "__init__.py").write_text(_CODE, "utf-8")
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n", "utf-8")
    return site


def read(site: Path) -> Counter[str]:
    """Return how often each text was read, by its first word."""
    log = site / "read.log"
    return Counter(log.read_text("utf-8").split()) if log.exists() else Counter()
