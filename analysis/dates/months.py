"""The months and days of other languages, as dates are written on their pages."""

from __future__ import annotations

import re

from ..types import Span

_MONTHS = (
    "january januar jänner janvier enero gennaio janeiro januari januari stycznia januára ledna "
    "ocak января січня ianuarie tammikuuta január Ιανουαρίου",
    "february februar feber février fevrier febrero febbraio fevereiro februari lutego februára "
    "února şubat февраля лютого februarie helmikuuta február Φεβρουαρίου",
    "march märz marz mars marzo março maart marca března mart марта березня martie maaliskuuta "
    "március marts Μαρτίου",
    "april avril abril aprile kwietnia apríla dubna nisan апреля квітня aprilie huhtikuuta április "
    "Απριλίου",
    "may mai mayo maggio maio mei maj maja mája května mayıs мая травня toukokuuta május Μαΐου",
    "june juni juin junio giugno junho czerwca júna června haziran июня червня iunie kesäkuuta "
    "június Ιουνίου",
    "july juli juillet julio luglio julho lipca júla července temmuz июля липня iulie heinäkuuta "
    "július Ιουλίου",
    "august août aout agosto augustus augusti sierpnia augusta srpna ağustos августа серпня "
    "elokuuta augusztus Αυγούστου",
    "september septembre septiembre setiembre settembre setembro września septembra září eylül "
    "сентября вересня septembrie syyskuuta szeptember Σεπτεμβρίου",
    "october oktober octobre octubre ottobre outubro października októbra října ekim октября "
    "жовтня octombrie lokakuuta október Οκτωβρίου",
    "november novembre noviembre novembro listopada novembra listopadu kasım ноября листопада "
    "noiembrie marraskuuta Νοεμβρίου",
    "december dezember décembre decembre diciembre dicembre dezembro grudnia decembra prosince "
    "aralık декабря грудня decembrie joulukuuta desember Δεκεμβρίου",
)
_MORE = (
    "يناير ינואר siječnja januari януари",
    "فبراير פברואר veljače februari февруари",
    "مارس מרץ ožujka maret март",
    "أبريل ابريل אפריל travnja april април",
    "مايو מאי svibnja mei май",
    "يونيو יוני lipnja juni юни",
    "يوليو יולי srpnja juli юли",
    "أغسطس اغسطس אוגוסט kolovoza agustus август",
    "سبتمبر ספטמבר rujna september септември",
    "أكتوبر اكتوبر אוקטובר oktober октомври",
    "نوفمبر נובמבר studenoga november ноември",
    "ديسمبر דצמבר prosinca desember декември",
)
"""The same in Arabic, Hebrew, Croatian, Indonesian and Bulgarian."""

_NUMBER = {
    word.casefold(): number
    for months in (_MONTHS, _MORE)
    for number, words in enumerate(months, 1)
    for word in words.split()
}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SHORT = {
    "janv": 1, "févr": 2, "fevr": 2, "avr": 4, "juil": 7, "déc": 12, "okt": 10, "dez": 12,
    "mär": 3, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "fev": 2, "out": 10, "set": 9, "gen": 1,
    "mag": 5, "giu": 6, "lug": 7, "ott": 10, "янв": 1, "фев": 2, "апр": 4, "авг": 8, "сен": 9,
    "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
_SAME = frozenset(months.split(maxsplit=1)[0] for months in _MONTHS)
_ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WRITTEN = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?:er|\.|º|°|st|nd|rd|th)?\s+(?:de\s+|of\s+|d['’]|ב)?"
    r"(?P<month>[^\W\d_]{3,14})\.?,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_EASTERN = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
)


def in_english(written: str) -> str:
    """Return a date with a month of another language as day, English month and year.

    What is none is returned as it is.
    """
    written = written.translate(_DIGITS)
    if eastern := _EASTERN.search(written):
        return f"{eastern['year']}-{int(eastern['month']):02d}-{int(eastern['day']):02d}"
    if found := _in_words(written):
        return f"{found['day']} {_ENGLISH[_month(found) - 1]} {found['year']}"
    return written


def written(text: str) -> tuple[tuple[int, int, int], Span] | None:
    """Return the year, month and day of a date in another language, and where it stands.

    A month that is called so in English too is left to who reads English.
    """
    text = text.translate(_DIGITS)
    if eastern := _EASTERN.search(text):
        return (int(eastern["year"]), int(eastern["month"]), int(eastern["day"])), eastern.span()
    found = _in_words(text)
    if found and found["month"].casefold() not in _SAME:
        return (int(found["year"]), _month(found), int(found["day"])), found.span()
    return None


def _in_words(text: str) -> re.Match[str] | None:
    return next((found for found in _WRITTEN.finditer(text) if _month(found)), None)


def _month(found: re.Match[str]) -> int:
    word = found["month"].casefold()
    return _NUMBER.get(word) or _SHORT.get(word) or 0
