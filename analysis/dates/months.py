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

_FURTHER = (
    "janar jaanuar janvāris janvārī sausio janúar januara јануара gener جنوری ژانویه",
    "shkurt veebruar februāris februārī vasario febrúar februara фебруара febrer شباط فروری فوریه",
    "märts martā kovo marta марта març آذار مارچ mac",
    "prill aprill aprīlis aprīlī balandžio apríl aprila априла نيسان اپریل آوریل",
    "maijs maijā gegužės maí мај маја maig أيار ایار مئی",
    "qershor juuni jūnijs jūnijā birželio júní juna јуна juny حزيران جون ژوئن",
    "korrik juuli jūlijs jūlijā liepos júlí jula јула juliol تموز جولائی ژوئیه julai",
    "gusht augusts augustā rugpjūčio ágúst avgusta августа agost آب اگست اوت ogos",
    "shtator septembris septembrī rugsėjo септембра أيلول ستمبر سپتامبر",
    "tetor oktoober oktobris oktobrī spalio október oktobra октобра اکتوبر اکتبر",
    "nëntor novembris novembrī lapkričio nóvember новембра نومبر نوامبر",
    "dhjetor detsember decembris decembrī gruodžio desembre децембра دسمبر دسامبر disember",
)
"""In Albanian, Estonian, Latvian, Lithuanian, Icelandic, Serbian, Catalan, Malay, Urdu, Persian,
and Arabic as it is written in the Levant."""

_NUMBER = {
    word.casefold(): number
    for months in (_MONTHS, _MORE, _FURTHER)
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
    r"(?<![\d.])(?P<day>\d{1,2})(?:er|\.|º|°|st|nd|rd|th)?\s+(?:[Dd][Ee]\s+|of\s+|d['’]|ב)?"
    r"(?:[^\W\d_]{2,14}/)?(?P<month>[^\W\d_]{2,14})\.?,?\s+(?:[Dd][Ee][Ll]?\s+)?"
    r"(?P<year>(?:19|20)\d\d)(?:(?!\d)|(?=\d{1,2}:\d\d))"
)
_OTHERWISE = (
    re.compile(
        r"(?<![^\W_])(?P<month>[^\W\d_]{3,14})\.?\s+(?P<day>\d{1,2}),\s+"
        r"(?P<year>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\.| m\.)\s+(?P<month>[^\W\d_]{3,14})\s+"
        r"(?P<day>\d{1,2})(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\.\s?gada\s+(?P<day>\d{1,2})\.\s+"
        r"(?P<month>[^\W\d_]{3,14})"
    ),
)
"""The month or the year first, as languages other than English have it too."""

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
    if found and not _is_english(found):
        return (int(found["year"]), _month(found), int(found["day"])), found.span()
    return None


def _in_words(text: str) -> re.Match[str] | None:
    usual = next((found for found in _WRITTEN.finditer(text) if _month(found)), None)
    others = (found for pattern in _OTHERWISE for found in pattern.finditer(text))
    return usual or next((it for it in others if _month(it) and not _is_english(it)), None)


def _is_english(found: re.Match[str]) -> bool:
    return found["month"].casefold() in _SAME


def _month(found: re.Match[str]) -> int:
    word = found["month"].casefold()
    return _NUMBER.get(word) or _SHORT.get(word) or 0
