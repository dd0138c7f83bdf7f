"""Articles in XML and SGML of many kinds, in the shapes of databases and of collections."""

from __future__ import annotations

import json

import pytest

from onrecord.store.errors import Unreadable

from .conftest import Read
from .making import LAST, MORE, SAID

FACTIVA = f"""<?xml version="1.0" encoding="utf-8"?>
<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0"><ppsarticleResultSet>
<ppsarticle><article><accessionNo>QUAY1</accessionNo><baseLanguage>EN</baseLanguage>
<headline><paragraph><hlt>Port</hlt> opens</paragraph></headline>
<leadParagraph><paragraph>{SAID}</paragraph></leadParagraph><pages>1</pages>
<publicationDate><dateTime>2024-03-05T01:35:58Z</dateTime></publicationDate>
<publisherName>Quay Media</publisherName><sourceName>The Quay</sourceName>
<region code="fr"><name>Freedonia</name></region>
<tailParagraphs><paragraph>{MORE}</paragraph><paragraph>{LAST}</paragraph></tailParagraphs>
</article></ppsarticle>
<ppsarticle><article><accessionNo>QUAY2</accessionNo>
<headline><paragraph>Pier &amp; quay</paragraph></headline>
<leadParagraph><paragraph>{LAST}</paragraph></leadParagraph>
<publicationDate><dateTime>2024-03-06T01:35:58Z</dateTime></publicationDate>
<sourceName>The Quay</sourceName></article></ppsarticle>
</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"""

NEWSITEM = f"""<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="QUAY1" date="2024-03-05" xml:lang="en"><title>Port opens</title>
<dateline>MARNHAVEN 2024-03-05</dateline><text><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p></text>
<metadata><dc element="dc.source" value="The Quay"/></metadata></newsitem>"""

LEWIS = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="QUAY1"><DATE> 5-MAR-2024 15:01:01.79</DATE><TEXT>&#2;
<TITLE>Port opens</TITLE><SOURCE>The Quay</SOURCE><BODY>{SAID}
    {MORE}
    {LAST}
&#3;</BODY></TEXT></REUTERS>
<REUTERS NEWID="QUAY2"><DATE>6-MAR-2024</DATE><TEXT><TITLE>Pier & quay</TITLE>
<BODY>{LAST}</BODY></TEXT></REUTERS>"""

DOCS = f"""<DOC id="QUAY1" type="story">
<HEADLINE>
Port opens
</HEADLINE>
<DATE> March 5, 2024 </DATE><SOURCE>The Quay</SOURCE>
<TEXT>
<P>
{SAID}
</P>
<P>
{MORE}
</P>
<P>
{LAST}
</P>
</TEXT>
</DOC>
<DOC id="QUAY2" type="story">
<HEADLINE>Pier &amp; quay</HEADLINE><DATE>2024-03-06</DATE><SOURCE>The Quay</SOURCE>
<TEXT>{LAST}</TEXT>
</DOC>"""

ROWS = f"""<?xml version="1.0"?><resultset statement="SELECT * FROM news">
<row><field name="id">QUAY1</field><field name="title">Port opens</field>
<field name="source">The Quay</field><field name="pubdate">2024-03-05 10:00:00</field>
<field name="body">{SAID}

{MORE}

{LAST}</field></row>
<row><field name="id">QUAY2</field><field name="title">Pier &amp; quay</field>
<field name="source">The Quay</field><field name="pubdate">2024-03-06</field>
<field name="body">{LAST}</field></row></resultset>"""

DELIVERED = f"""<response><status>SUCCESS</status><articles>
<article><id>QUAY1</id><title>Port opens</title>
<content><![CDATA[<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>]]></content>
<publishedDate>2024-03-05T10:00:00Z</publishedDate><harvestDate>2024-04-06</harvestDate>
<url>https://quay.example/1</url>
<source><name>The Quay</name><home>https://quay.example</home></source>
</article></articles></response>"""


JOURNAL = f"""<article><front><journal-meta><journal-title>The Quay</journal-title></journal-meta>
<article-meta><article-id>QUAY1</article-id><title-group><article-title>Port opens</article-title>
</title-group><pub-date><day>5</day><month>3</month><year>2024</year></pub-date></article-meta></front>
<body><sec><title>On the quay</title><p>{SAID}</p></sec></body></article>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xml", FACTIVA), ("a.xml", NEWSITEM), ("a.sgm", LEWIS), ("quay_eng_202403", DOCS),
        ("a.txt", DOCS), ("a.xml", ROWS), ("a.xml", DELIVERED),
    ],
)  # fmt: skip
def test_elements_with_articles(read: Read, name: str, data: str) -> None:
    """Each has its title, day, source, number and paragraphs."""
    items, problems = read(name, data.encode())
    first = items[0]
    assert (first.key, first.title, first.source) == ("QUAY1", "Port opens", "The Quay")
    assert (first.published.date, problems) == ("2024-03-05", [])
    assert first.text.split("\n\n") == [SAID, MORE, LAST]
    assert [(it.title, it.text) for it in items[1:]] in ([], [("Pier & quay", LAST)])


@pytest.mark.parametrize(
    "markup",
    [
        f"<title>Port</title><body><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>",
        f"<html><head><title>Port</title></head><body><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>",
    ],
)
def test_pages_are_pages(read: Read, markup: str) -> None:
    """Old pages begin with their title, without the elements that it should stand in."""
    [item], _ = read("a", markup.encode())
    assert item.text.split("\n\n") == [SAID, MORE, LAST]


def test_xml_without_articles(read: Read) -> None:
    """It is told, and so are entities that unpack to more."""
    with pytest.raises(Unreadable, match="no articles"):
        read("a.xml", b"<a><title>One</title><text>Few words.</text></a>")
    with pytest.raises(Unreadable, match="entities"):
        read("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a><title>One</title><text>&b;</text></a>')


def test_an_article_of_a_journal(read: Read) -> None:
    """Its title is its own, not that of a part or of the journal."""
    [item], _ = read("a.xml", JOURNAL.encode())
    assert (item.title, item.text) == ("Port opens", f"On the quay\n\n{SAID}")


def test_notes_of_evernote(read: Read) -> None:
    """Clippings have their address, and its host as their source."""
    note = (
        "<note><title>Port opens</title><created>20240305T101010Z</created><note-attributes>"
        "<author>Ann</author><source>web.clip7</source><source-url>https://quay.example/1</source-url>"
        '</note-attributes><content><![CDATA[<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "a.dtd">'
        f"<en-note><div>{SAID}</div><div><br/></div><div>{MORE}</div></en-note>]]></content>"
        '<resource><data encoding="base64">iVBORw0KGgo=</data></resource></note>'
    )
    data = f'<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "b.dtd"><en-export>{note}</en-export>'
    [item], problems = read("a.enex", data.encode())
    assert (item.text.split("\n\n"), item.title, problems) == ([SAID, MORE], "Port opens", [])
    assert (item.url, item.source) == ("https://quay.example/1", "quay.example")
    assert (item.author, item.published.date) == ("Ann", "2024-03-05")


def test_documents_in_fields_of_records(read: Read) -> None:
    """An interface of Nexis gives each article as XML in a field of JSON: its text alone counts."""
    entry = (
        '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><id>urn:1</id>'
        '<title>Port opens</title><content><nitf:body xmlns:nitf="http://iptc.org"><bodyText>'
        f"<p>{SAID}</p><p>{MORE}</p></bodyText></nitf:body></content></entry>"
    )
    record = {"Title": "Port opens", "Date": "2024-03-05T00:00:00Z", "Source": {"Name": "The Quay"}}
    given = {"value": [record | {"Document": {"DocumentId": "1", "Content": entry}}]}
    [item], _ = read("a.json", json.dumps(given).encode())
    assert (item.text.split("\n\n"), item.title) == ([SAID, MORE], "Port opens")
    assert (item.source, item.published.date) == ("The Quay", "2024-03-05")


@pytest.mark.parametrize("name", ["a.xml", "a.dat"])
def test_a_file_that_is_cut_off_between_its_records(read: Read, name: str) -> None:
    """What stands before is read; that it ends too early is told."""
    article = f"<article><headline>One %d</headline><body>{SAID} %d {MORE}</body></article>"
    made = "<?xml version='1.0'?><export>" + "".join(article % (n, n) for n in (1, 2, 3))
    assert read(name, f"{made}</export>".encode())[1] == []
    items, [problem] = read(name, made.encode())
    assert len(items) == 3
    assert problem.message == "it ends before its outermost element does: is it cut off?"
