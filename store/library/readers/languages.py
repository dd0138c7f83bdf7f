"""Languages as sources name them, and as they are told here: ISO 639-1 where there is one."""

from __future__ import annotations

_NAMES = """
en eng english englisch anglais inglés inglese engels inglês |
de deu ger german deutsch allemand alemán tedesco duits alemão |
fr fra fre french français französisch francés francese frans francês |
es spa spanish español spanisch espagnol spagnolo spaans espanhol |
it ita italian italiano italienisch italien | pt por portuguese português portugiesisch portugais |
nl nld dut dutch nederlands niederländisch néerlandais |
ru rus russian | uk ukr ukrainian | pl pol polish polski |
cs ces cze czech | sk slk slo slovak | sv swe swedish | da dan danish |
no nor norwegian nb nob nn | fi fin finnish | hu hun hungarian | ro ron rum romanian |
bg bul bulgarian | el ell gre greek | tr tur turkish | ar ara arabic | he heb hebrew |
fa fas per persian | hi hin hindi | ur urd urdu | bn ben bengali | zh zho chi chinese |
ja jpn japanese | ko kor korean | vi vie vietnamese | th tha thai | id ind indonesian |
ms msa may malay | hr hrv croatian | sr srp serbian | sl slv slovenian | et est estonian |
lv lav latvian | lt lit lithuanian | ca cat catalan | eu eus basque | gl glg galician |
sq sqi alb albanian | mk mkd macedonian | ka kat georgian | hy hye armenian |
az aze azerbaijani | kk kaz kazakh | sw swa swahili
"""
_CODES = {name: names[0] for names in map(str.split, _NAMES.split("|")) for name in names}


_ENGLISH = {
    names[0]: next(name.capitalize() for name in names if len(name) > 3 and name.isascii())
    for names in map(str.split, _NAMES.split("|"))
}


def language_name(code: str) -> str:
    """Return a language by its English name, ``German``; an unknown code as it is."""
    return _ENGLISH.get(code, code)


def language_code(named: str) -> str:
    """Return the code of a language that is named by a code or in words; unknown ones are ""."""
    named = named.strip().lower()
    first = named.replace("_", "-").split("-")[0]
    return _CODES.get(named) or _CODES.get(first) or (first if len(first) == 2 else "")
