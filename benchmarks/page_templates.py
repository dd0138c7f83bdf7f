"""Pages in the shapes of common site templates, made of our own articles, with their true bodies.

What stands round an article (menus, teasers, comments, adverts, notices of cookies) is our own as
well.  A body is the list of its paragraphs, captions and pull quotes among them.
"""

# ruff: noqa: E501 - markup in one line is easier to read

from __future__ import annotations

from .page_parts import (
    COMMENTS,
    TEASERS,
    Body,
    Story,
    Template,
    comments,
    escaped,
    menu,
    paragraphs_of,
    teasers,
)


def wordpress(it: Story) -> tuple[str, Body]:
    """A theme of WordPress, with sharing, related posts and comments."""
    return (
        f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8">
<title>{escaped(it.title)} - The Quay</title><meta property="og:site_name" content="The Quay">
<meta property="article:published_time" content="{it.day}T08:15:00+00:00">
<link rel="canonical" href="https://quay.example/news/{it.title[:12].lower().replace(" ", "-")}/">
</head><body class="post-template-default single single-post"><div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a href="/">The Quay</a></p>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu">{menu()}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main">
<article id="post-12" class="post-12 post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{escaped(it.title)}</h1><div class="entry-meta">
<span class="posted-on">Posted on <time class="entry-date published" datetime="{it.day}T08:15:00+00:00">
{it.long_day}</time></span> <span class="byline">by <a class="url fn n" href="/a">{escaped(it.author)}</a></span>
</div></header><div class="entry-content">{paragraphs_of(it.paragraphs)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Mail
</a></li><li><a href="#">Print</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts">
<h3>Related</h3>{teasers("div", "h4")}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">News</a></span>
<span class="tags-links">Tagged <a href="/t">strait</a>, <a href="/t">talks</a></span></footer></article>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2>
<a href="/p">Previous: {escaped(TEASERS[0])}</a></nav><div id="comments" class="comments-area">
<h2 class="comments-title">3 thoughts on this</h2><ol class="comment-list">{comments()}</ol>
<div id="respond"><h3>Leave a Reply</h3><form><p class="comment-notes">Your email address will not be
published.</p><textarea></textarea></form></div></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{teasers()}
</ul></section></aside></div><footer id="colophon"><div>Proudly powered by WordPress</div></footer>
</div></body></html>""",
        list(it.paragraphs),
    )


def broadcaster(it: Story) -> tuple[str, Body]:
    """A broadcaster's page of components, each paragraph a block of its own, with a caption."""
    blocks = [
        f'<div data-component="text-block" class="sc-18fde0d6-0"><p class="sc-eb7bd5f6-0">'
        f"{f'<b>{escaped(text)}</b>' if not n else escaped(text)}</p></div>"
        for n, text in enumerate(it.paragraphs)
    ]
    caption = it.caption or "The pilot boat of Marnhaven waits at the inner wall on Monday"
    figure = (
        '<figure class="sc-a34861b-0"><div data-component="image-block"><img src="/i.jpg" alt="A boat">'
        f'<span class="credit">Quay Pictures</span></div><div data-component="caption-block">'
        f"<figcaption>{escaped(caption)}</figcaption></div></figure>"
    )
    blocks.insert(1, figure)
    links = '<div data-component="unordered-list-block"><h2>More on this story</h2><ul>'
    links += teasers() + "</ul></div>"
    body = [it.paragraphs[0], caption, *it.paragraphs[1:]]
    return (
        f"""<!DOCTYPE html><html lang="en-GB"><head><title>{escaped(it.title)} - Coast Radio</title>
<meta property="og:title" content="{escaped(it.title)}"><meta property="og:site_name" content="Coast Radio News">
<script type="application/ld+json">{{"@context":"http://schema.org","@type":"ReportageNewsArticle",
"url":"https://coast.example/news/world-6612345","headline":"{it.title.replace('"', "'")}",
"datePublished":"{it.day}T17:02:11.000Z","dateModified":"{it.day}T19:40:00.000Z",
"author":[{{"@type":"Person","name":"{it.author}"}}],
"publisher":{{"@type":"NewsMediaOrganization","name":"Coast Radio News"}}}}</script></head><body>
<div id="cookie-banner" role="dialog"><h2>Let us know you agree to cookies</h2><p>We use cookies to give
you the best online experience. Please let us know if you agree to all of these cookies.</p></div>
<header><nav aria-label="Site"><ul>{menu()}</ul></nav></header><main id="main-content"><article>
<div data-component="headline-block"><h1>{escaped(it.title)}</h1></div><div data-component="byline-block">
<time datetime="{it.day}T17:02:11.000Z">{it.long_day}</time><span>{escaped(it.author)}</span>
<button>Share</button><button>Save</button></div>{"".join(blocks)}{links}
<div data-component="topic-list-block"><h2>Related topics</h2><ul><li><a href="/t">Shipping</a></li></ul>
</div></article></main><aside><h2>Top stories</h2><ol>{teasers()}</ol></aside>
<footer><p>Copyright © Coast Radio. We are not responsible for the content of external sites.</p></footer>
</body></html>""",
        body,
    )


def quality(it: Story) -> tuple[str, Body]:
    """A newspaper with rich links between paragraphs, a pull quote and a notice to subscribers."""
    pulled = next((p for p in it.paragraphs if "“" in p), it.paragraphs[-1])
    inside = pulled[pulled.find("“") :].split("”")[0] + "”" if "“" in pulled else pulled
    parts = [f'<p class="dcr-s3ycb2">{escaped(text)}</p>' for text in it.paragraphs]
    parts.insert(2, f'<aside data-spacefinder-role="richLink"><div><h3>Read more</h3>'
                    f'<a href="/r">{escaped(TEASERS[2])}</a></div></aside>')  # fmt: skip
    parts.insert(
        4,
        f'<aside class="element-pullquote"><blockquote><p>{escaped(inside)}</p></blockquote></aside>',
    )
    body = list(it.paragraphs)
    body.insert(min(3, len(body)), inside)
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} | Shipping | The Courier</title>
<meta name="article:published_time" property="article:published_time" content="{it.day}T05:00:12.000Z">
<meta property="article:modified_time" content="{it.day}T15:00:12.000Z">
<meta name="author" content="{escaped(it.author)}"><meta property="og:site_name" content="the Courier">
</head><body><header><div class="masthead"><nav><ul>{menu()}</ul></nav></div></header>
<main data-layout="StandardLayout"><div class="dcr-1djovmt"><div data-gu-name="headline"><h1>{escaped(it.title)}
</h1></div><div data-gu-name="standfirst"></div><div data-gu-name="meta"><address>
<a rel="author" href="/p">{escaped(it.author)}</a></address><div class="dcr-u0h1qy">{it.long_day} 06.00 CET</div>
</div><div id="maincontent" class="article-body-commercial-selector article-body-viewer-selector">
{"".join(parts)}<div class="email-signup"><p>Sign up to First Light: free daily newsletter</p></div>
<figure class="block block--content block--supporter"><p>We have a small favour to ask. Millions are
turning to the Courier for open, independent news every day, and readers in many countries support us.</p>
</figure></div><div class="submeta"><ul><li><a href="/t">Shipping</a></li><li>news</li></ul></div></div>
<section id="most-viewed"><h2>Most viewed</h2><ol>{teasers()}</ol></section></main>
<footer><p>© 2024 Courier Media Limited or its affiliated companies. All rights reserved.</p></footer>
</body></html>""",
        body,
    )


def bare_divs(it: Story) -> tuple[str, Body]:
    """A site of its own making: every paragraph a bare div, classes without meaning."""
    blocks = "".join(f"<div>{escaped(text)}</div>" for text in it.paragraphs)
    return (
        f"""<html><head><title>{escaped(it.title)}</title></head><body><div class="a1"><div class="b">
<a href="/">Start</a> <a href="/n">News</a> <a href="/k">Contact</a></div><div class="c7"><h1>{escaped(it.title)}
</h1><div class="d">{it.long_day}</div><div class="x9">{blocks}</div></div><div class="z">
{"".join(f'<div><a href="/{n}">{escaped(w)}</a></div>' for n, w in enumerate(TEASERS))}</div>
<div class="f">Imprint | Privacy | Terms</div></div></body></html>""",
        list(it.paragraphs),
    )


def old_tables(it: Story) -> tuple[str, Body]:
    """A page of the nineties: tables in tables, fonts, breaks for paragraphs."""
    text = "<br><br>\n".join(escaped(words) for words in it.paragraphs)
    return (
        f"""<html><head><title>{escaped(it.title)}</title><meta http-equiv="Content-Type"
content="text/html; charset=utf-8"></head><body bgcolor="#ffffff"><table width="760"><tr><td width="140"
valign="top"><font size="2"><a href="/1">News</a><br><a href="/2">Sport</a><br><a href="/3">Archive</a><br>
</font></td><td width="470" valign="top"><font face="Arial" size="5"><b>{escaped(it.title)}</b></font><br>
<font size="1">By {escaped(it.author)}, {it.long_day}</font><p><font face="Times" size="3">{text}</font></td>
<td width="150" valign="top"><font size="1"><b>More news</b><br>
{"<br>".join(f'<a href="/{n}">{escaped(w)}</a>' for n, w in enumerate(TEASERS))}</font></td></tr>
<tr><td colspan="3"><font size="1">Copyright 2003 The Harbour Gazette. No part may be reproduced.</font>
</td></tr></table></body></html>""",
        list(it.paragraphs),
    )


def blogger(it: Story) -> tuple[str, Body]:
    """A blog whose post is text with breaks in one div."""
    text = "<br /><br />".join(escaped(words) for words in it.paragraphs)
    return (
        f"""<!DOCTYPE html><html dir='ltr'><head><title>Strait Notes: {escaped(it.title)}</title></head>
<body><div class='content-outer'><div class='header'><h1 class='title'>Strait Notes</h1></div>
<div class='main section' id='main'><div class='widget Blog'><div class='blog-posts hfeed'>
<h2 class='date-header'><span>{it.long_day}</span></h2><div class='post-outer'><div class='post hentry'>
<h3 class='post-title entry-title'>{escaped(it.title)}</h3><div class='post-body entry-content'>{text}
<div style='clear: both;'></div></div><div class='post-footer'><span class='post-author vcard'>Posted by
<span class='fn'>{escaped(it.author)}</span></span><abbr class='published' title='{it.day}T10:04:00+01:00'>
10:04</abbr></div></div></div><div class='comments' id='comments'><h4>3 comments:</h4><ol>{comments()}
</ol></div></div></div></div><div class='sidebar section'><div class='widget'><h2>Blog Archive</h2><ul>
{teasers()}</ul></div></div></div></body></html>""",
        list(it.paragraphs),
    )


def application(it: Story) -> tuple[str, Body]:
    """A page drawn by a program: hashed classes, sections, <q> for quotations."""
    marked = [escaped(p).replace("“", "<q>").replace("”", "</q>") for p in it.paragraphs]
    blocks = "".join(
        f'<div class="css-53u6y8"><p class="css-at9mc1 evys1bk0">{text}</p></div>'
        f"{'<div class=ad><span>Advertisement</span><a href=#after>SKIP ADVERTISEMENT</a></div>' * (n % 3 == 1)}"
        for n, text in enumerate(marked)
    )
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title data-rh="true">{escaped(it.title)} - Daily Mirror Sound
</title><meta data-rh="true" property="article:published" content="{it.day}T20:00:05-05:00">
<meta data-rh="true" name="byl" content="By {escaped(it.author)}"></head><body><div id="app"><div>
<a href="#site-content">Skip to content</a><header class="css-1f5qxj"><ul>{menu()}</ul></header>
<main id="site-content"><article id="story" class="css-1vxca1d"><header class="css-uys0ys"><h1
class="css-1l8buln">{escaped(it.title)}</h1></header><div class="css-103l8m3"><p class="css-1wu7tyx">By
<span>{escaped(it.author)}</span></p><time class="css-1z1nqv" datetime="{it.day}T20:00:05-05:00">{it.long_day}
</time></div><section name="articleBody" class="css-1r7ky0e">{blocks}</section>
<div class="bottom-of-article"><p class="css-1h0f6u8">A version of this article appears in print.</p></div>
</article></main><footer><ul><li>© 2024 Sound Company</li></ul></footer></div></div></body></html>""",
        [*it.paragraphs],
    )


def portal(it: Story) -> tuple[str, Body]:
    """Drupal: fields in fields, a list of facts, a newsletter box between paragraphs."""
    facts = [
        "Nine ships were held at the inner wall.",
        "Two of them carried grain for the islands.",
    ]
    half = len(it.paragraphs) // 2
    body = [*it.paragraphs[:half], *facts, *it.paragraphs[half:]]
    return (
        f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><title>{escaped(it.title)} | Sea Policy Review</title>
<meta name="dcterms.date" content="{it.day}"><meta name="dcterms.creator" content="{escaped(it.author)}"></head>
<body class="html not-front node-type-article"><div id="page"><div id="header"><ul class="links">{menu()}
</ul></div><div id="main"><div id="content" class="column"><div class="breadcrumb"><a href="/">Home</a> »
<a href="/news">News</a></div><h1 class="title" id="page-title">{escaped(it.title)}</h1>
<div id="node-99" class="node node-article clearfix"><div class="submitted">Submitted by
{escaped(it.author)} on {it.long_day}</div><div class="content"><div class="field field-name-body
field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">
{paragraphs_of(it.paragraphs[:half])}<ul>{"".join(f"<li>{escaped(f)}</li>" for f in facts)}</ul>{paragraphs_of(it.paragraphs[half:])}
</div></div></div></div><ul class="links inline"><li>Log in to post comments</li><li>1,204 reads</li></ul>
</div></div><div class="region region-sidebar-second"><div class="block"><h2>Most read</h2><ul>{teasers()}</ul>
</div></div></div><div id="footer"><p>Sea Policy Review is an independent journal.</p></div></div></div></body>
</html>""",
        body,
    )


def wire(it: Story) -> tuple[str, Body]:
    """A wire service: single breaks inside sentences, footnote figures, links in the text."""
    broken = []
    for text in it.paragraphs:
        words = text.split(" ")
        if len(words) > 14 and "“" in text:
            words[7] = words[7] + "<br>" if words[7][-1] not in ".!?”:" else words[7]
        broken.append("<p>" + " ".join(w if "<br>" in w else escaped(w) for w in words) + "</p>")
    broken[0] = broken[0].replace(".</p>", ".<sup>1</sup></p>")
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} | Strait News Agency</title>
<meta property="og:url" content="https://sna.example/article/{it.day.replace("-", "/")}/strait-talks">
</head><body><div class="Page-header"><nav>{menu()}</nav></div><div class="Page-content"><main
class="Page-main"><div class="Page-headline"><h1>{escaped(it.title)}</h1></div><div class="Page-byline">By
{escaped(it.author)}</div><div class="Page-storyBody"><div class="RichTextStoryBody RichTextBody">
{"".join(broken)}</div></div><div class="Page-below"><h2>Related stories</h2><ul>{teasers()}</ul></div>
<div class="NewsletterSignup"><p>The strait in your inbox. Sign up.</p></div></main></div>
<div class="Page-footer"><p>Copyright 2024 Strait News Agency. All Rights Reserved.</p></div></body></html>
""".replace("<br>", "<br>\n"),
        list(it.paragraphs),
    )


def release(it: Story) -> tuple[str, Body]:
    """A ministry's release: headings, a block quotation, a contact at the end."""
    quoted = [p for p in it.paragraphs if p.startswith("“")]
    parts = "".join(
        f"<blockquote><p>{escaped(p)}</p></blockquote>" if p in quoted else f"<p>{escaped(p)}</p>"
        for p in it.paragraphs
    )
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} - Ministry of the Sea</title>
<meta name="govuk:public-updated-at" content="{it.day}T12:00:00+01:00"></head><body><header>
<div class="logo">Ministry of the Sea</div></header><div class="govuk-width-container"><main><div
class="gem-c-title"><span class="context">Press release</span><h1>{escaped(it.title)}</h1></div><div
class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/m">Ministry of the Sea</a></dd><dt>Published</dt>
<dd>{it.long_day}</dd></dl></div><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{parts}
</div></div><div class="gem-c-share-links"><h2>Share this page</h2><ul><li><a href="#">Share</a></li></ul>
</div></main></div><footer><h2>Services and information</h2><ul>{menu()}</ul><p>All content is available
under the Open Licence, except where otherwise stated.</p></footer></body></html>""",
        list(it.paragraphs),
    )


def letter(it: Story) -> tuple[str, Body]:
    """A newsletter's web version, with subscribe boxes in the text."""
    parts = [f"<p><span>{escaped(text)}</span></p>" for text in it.paragraphs]
    parts.insert(3, '<div class="subscription-widget-wrap"><div class="preamble"><p>Thanks for reading '
                    "Strait Letters! Subscribe for free to receive new posts.</p></div></div>")  # fmt: skip
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} - by {escaped(it.author)}</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":
"x","datePublished":"{it.day}T06:01:12+00:00","dateModified":"{it.day}T06:01:12+00:00"}}</script></head>
<body><div class="main-menu"><a href="/">Strait Letters</a><button>Subscribe</button><button>Sign in</button>
</div><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">
{escaped(it.title)}</h1><h3 class="subtitle"></h3><div class="byline-wrapper"><a href="/@a">{escaped(it.author)}</a>
<div class="pencraft">{it.long_day}</div></div></div><div class="available-content"><div dir="auto"
class="body markup">{"".join(parts)}</div></div><div class="post-footer"><a class="like">12</a></div></article>
<div class="comments-section"><h4>Discussion about this post</h4>{comments()}</div><div class="footer">©
{it.day[:4]} {escaped(it.author)}<p>Privacy ∙ Terms ∙ Collection notice</p></div></body></html>""",
        [*it.paragraphs],
    )


def amp(it: Story) -> tuple[str, Body]:
    """An AMP page: its own elements, consent, adverts between paragraphs."""
    parts = "".join(
        f"<p>{escaped(text)}</p>" + ("<amp-ad width=300 height=250></amp-ad>" if n % 2 else "")
        for n, text in enumerate(it.paragraphs)
    )
    return (
        f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{escaped(it.title)}</title>
<meta name="pubdate" content="{it.day.replace("-", "")}"></head><body><amp-consent><div>We and our partners
store information on a device.<button>Accept</button></div></amp-consent><header><a href="/">Islander</a>
</header><amp-sidebar><ul>{menu()}</ul></amp-sidebar><main><h1 class="headline">{escaped(it.title)}</h1><div
class="meta"><span class="author">{escaped(it.author)}</span><span class="date">{it.long_day}</span></div><amp-img
src="/i.jpg"></amp-img><div class="article-body">{parts}</div><section class="recommended"><h2>You may also
like</h2>{teasers("div")}</section></main><footer>© Islander</footer></body></html>""",
        list(it.paragraphs),
    )


_SUMMARIES = (
    "The company that runs the ferries says that fuel has become dearer and that a single crossing will cost four crowns more from April.",
    "From the lighthouse to the old battery: where the view is best, where the path is dry, and where one can get a bowl of soup in winter.",
    "Three votes in a year, and still nobody knows where the fishmongers are to go. The mayor calls it patience. His rivals have another word.",
    "It was meant to be a spare part. A story of two brothers, a broken lens and a night in which nine ships went by without a light.",
)


def magazine(it: Story) -> tuple[str, Body]:
    """A magazine: teasers with summaries above and below, a biography of the author at the end."""
    cards = "".join(
        f'<article class="promo-tile"><a href="/{n}"><h3>{escaped(title)}</h3></a><p class="card__dek">{escaped(words)}</p>'
        f'<time datetime="2009-01-0{n + 1}">January {n + 1}, 2009</time></article>'
        for n, (title, words) in enumerate(zip(TEASERS, _SUMMARIES, strict=False))
    )
    parts = "".join(
        f"<h2>{escaped(text)}</h2>"
        if len(text.split()) < 8 and "“" not in text
        else f"<p>{escaped(text)}</p>"
        for text in it.paragraphs
    )
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} — Tideline</title>
<meta property="og:title" content="{escaped(it.title)}"/><meta property="og:site_name" content="Tideline"/></head>
<body><nav>{menu()}</nav><div class="top">{cards}</div><main><article class="feature"><header><h1>{escaped(it.title)}</h1>
<p class="byline">Words by <a rel="author" href="/a">{escaped(it.author)}</a></p><p class="published">{it.long_day}</p></header>
<div class="feature__body">{parts}</div><footer class="bio"><p>{escaped(it.author)} is a writer who lives on the islands. This is her third piece for Tideline.</p></footer></article>
</main><section class="more"><h2>More from Tideline</h2>{cards}</section><footer>© Tideline</footer></body></html>""",
        [*it.paragraphs],
    )


def forum(it: Story) -> tuple[str, Body]:
    """A short article with a discussion below it that is far longer."""
    body = list(it.paragraphs[:4])
    posts = "".join(
        f'<div class="discussion__post"><span class="who">sailor{n}</span><div class="discussion__text"><p>{escaped(_SUMMARIES[n % 4])}</p>'
        f"<p>{escaped(COMMENTS[n % 3])}</p></div></div>"
        for n in range(40)
    )
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} | The Sound</title></head><body><header>
<ul>{menu()}</ul></header><div class="story"><h1 class="story__headline">{escaped(it.title)}</h1><div class="story__meta">
<span>{escaped(it.author)}</span> <span>Published: {it.long_day} at 10:15 am</span> <span>Updated: June 1, 2033</span></div><div class="story__content">
{paragraphs_of(body)}</div></div><div class="discussion" id="discussion"><h3>40 comments</h3>{posts}</div></body></html>""",
        body,
    )


def lived(it: Story) -> tuple[str, Body]:
    """A page of entries, each an article of its own, the newest first."""
    entries = "".join(
        f'<article class="live-entry" id="e{n}"><time datetime="{it.day}T1{n % 10}:05:00+01:00">1{n % 10}:05</time><div class="live-text"><p>{escaped(text)}</p></div></article>'
        for n, text in enumerate(it.paragraphs)
    )
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} - live - Coast Radio</title><script type="application/ld+json">
{{"@type":"LiveBlogPosting","headline":"x y z","datePublished":"{it.day}T06:00:00+01:00","liveBlogUpdate":[]}}</script></head><body><nav>{menu()}</nav>
<main><h1>{escaped(it.title)}</h1><div class="live-stream">{entries}</div></main><aside><ul>{teasers()}</ul></aside><footer>Coast Radio</footer></body></html>""",
        [*it.paragraphs],
    )


TEMPLATES: dict[str, Template] = {
    each.__name__: each
    for each in (
        wordpress, broadcaster, quality, bare_divs, old_tables, blogger, application, portal, wire,
        release, letter, amp, magazine, forum, lived,
    )
}  # fmt: skip
"""The templates by name."""
