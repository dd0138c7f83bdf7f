"""More pages, in shapes that the readers were not made by: live blogs, letters, releases, lists.

They are made as :mod:`benchmarks.page_templates` makes its own, and are measured apart from them.
"""

# ruff: noqa: E501 - markup in one line is easier to read

from __future__ import annotations

import json
from datetime import date

from .page_parts import Body, Story, Template, comments, escaped, menu, paragraphs_of, teasers

CODECS = {"windows_1252": "cp1252"}
"""The encoding of those that are not in UTF-8."""


def live_blog(it: Story) -> tuple[str, Body]:
    """A live blog: the latest post first, each with its hour, a list of key events beside it."""
    hours = [f"{9 + n // 4:02d}:{(n * 13) % 60:02d}" for n in range(len(it.paragraphs))]
    posts = "".join(
        f'<article id="block-{n}" class="block liveblog-post"><header class="block-time"><a href="#block-{n}">'
        f'<time datetime="{it.day}T{hour}:00Z" data-relativeformat="med">{hour} GMT</time></a><button>Share</button>'
        f'</header><div class="block-elements">{paragraphs_of([text])}</div></article>'
        for n, (hour, text) in enumerate(zip(hours, it.paragraphs, strict=True))
    )
    events = "".join(f'<li><time>{hour}</time><a href="#block-{n}">{escaped(_short(text))}</a></li>'
                     for n, (hour, text) in enumerate(zip(hours, it.paragraphs, strict=True)) if n < 4)  # fmt: skip
    data = {
        "@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": it.title,
        "datePublished": f"{it.day}T07:00:00Z", "coverageStartTime": f"{it.day}T07:00:00Z",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": _short(p), "articleBody": p, "datePublished": f"{it.day}T{h}:00Z"}
                           for h, p in list(zip(hours, it.paragraphs, strict=True))[:2]],
    }  # fmt: skip
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} – as it happened | The Courier</title>
<script type="application/ld+json">{json.dumps(data)}</script></head><body><header><nav><ul>{menu()}</ul></nav></header>
<main><header><h1>{escaped(it.title)} – as it happened</h1><p class="dates">{it.long_day}</p></header><aside class="key-events"><h2>Key events</h2><ul>{events}</ul></aside>
<div class="liveblog-filter"><label>Show key events only</label><p>Please turn on JavaScript to use this feature</p></div>
<div id="liveblog-body">{posts}</div><div class="pagination"><a href="?page=2">Older</a></div></main>
<footer><p>© 2024 Courier Media Limited. All rights reserved.</p></footer></body></html>""",
        list(it.paragraphs),
    )


def amp_sections(it: Story) -> tuple[str, Body]:
    """An AMP page whose body lies in sections, with adverts and a side bar."""
    half = max(len(it.paragraphs) // 2, 1)
    return (
        f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{escaped(it.title)}</title><link rel="canonical" href="https://quay.example/a">
<meta name="viewport" content="width=device-width"><style amp-custom>.p{{margin:0}}</style><script type="application/ld+json">{{"@context":"http://schema.org","@type":"NewsArticle","headline":{json.dumps(it.title)},"datePublished":"{it.day}T10:00:00+01:00"}}</script></head>
<body><amp-sidebar id="s" layout="nodisplay"><ul>{menu()}</ul></amp-sidebar><header><button on="tap:s.toggle">☰</button></header><main role="main"><article class="amp-wp-article">
<h1 class="amp-wp-title">{escaped(it.title)}</h1><div class="amp-wp-meta">By {escaped(it.author)}</div><amp-social-share type="email"></amp-social-share><div class="amp-wp-article-content">
<section>{paragraphs_of(it.paragraphs[:half])}</section><amp-ad width="300" height="250" type="doubleclick"><div placeholder>Advertisement</div></amp-ad>
<section>{paragraphs_of(it.paragraphs[half:])}</section></div><amp-list src="/more.json"><template type="amp-mustache"><a href="{{{{url}}}}">{{{{title}}}}</a></template></amp-list></article></main>
<amp-consent id="c"><div><p>We and our partners use cookies to show you personalised adverts.</p><button>Accept</button></div></amp-consent></body></html>""",
        list(it.paragraphs),
    )


def block_theme(it: Story) -> tuple[str, Body]:
    """A block theme of WordPress: a pull quote and a quotation as blocks, a query of other posts."""
    paragraphs = list(it.paragraphs)
    inside = paragraphs[-1]
    parts = [f'<p class="wp-block-paragraph">{escaped(text)}</p>' for text in paragraphs[:-1]]
    parts.append(
        f'<blockquote class="wp-block-quote is-layout-flow"><p>{escaped(inside)}</p></blockquote>'
    )
    return (
        f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{escaped(it.title)} – Harbour Notes</title></head><body class="wp-singular single-post wp-theme-twentytwentyfive">
<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">Harbour Notes</a></p><nav class="wp-block-navigation"><ul class="wp-block-navigation__container">{menu()}</ul></nav></header>
<main class="wp-block-group"><div class="wp-block-group alignfull"><h1 class="wp-block-post-title">{escaped(it.title)}</h1><div class="wp-block-group is-nowrap"><div class="wp-block-post-author-name">{escaped(it.author)}</div><div class="wp-block-post-date"><time datetime="{it.day}T09:11:00+00:00">{it.long_day}</time></div></div>
<div class="entry-content wp-block-post-content is-layout-constrained">{"".join(parts)}<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link">Subscribe to our letter</a></div></div></div></div>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">Three responses</h2><ol class="wp-block-comment-template">{comments()}</ol></div>
<div class="wp-block-query"><h2>More posts</h2><ul class="wp-block-post-template">{teasers()}</ul></div></main><footer class="wp-block-template-part"><p>Designed with WordPress</p></footer></div></body></html>""",
        paragraphs,
    )


def letter_platform(it: Story) -> tuple[str, Body]:
    """A letter of a platform for them: boxes to subscribe between the paragraphs, a foot note."""
    day = date.fromisoformat(it.day)
    box = '<div class="subscription-widget-wrap"><div class="subscription-widget"><div class="preamble"><p class="cta-caption">Harbour Letter is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p></div><form><input placeholder="Type your email..."><button>Subscribe</button></form></div></div>'
    parts = [f"<p><span>{escaped(text)}</span></p>" for text in it.paragraphs]
    parts.insert(2, box)
    parts.append(
        '<div class="captioned-button-wrap"><p class="cta-caption">Thanks for reading Harbour Letter! This post is public so feel free to share it.</p><a class="button primary" href="#">Share</a></div>'
    )
    return (
        f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escaped(it.title)} - by {escaped(it.author)} - Harbour Letter</title><meta property="og:title" content="{escaped(it.title)}"></head><body><div id="entry"><div id="main" class="main typography use-theme-bg"><div class="pencraft topBar"><h1><a href="/">Harbour Letter</a></h1><button>Subscribe</button><button>Sign in</button></div>
<div><div class="single-post-container"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{escaped(it.title)}</h1><h3 class="subtitle">A letter from the quay</h3><div class="byline-wrapper"><a href="/@a">{escaped(it.author)}</a><div class="pencraft meta">{day:%b %d}, {day.year}</div></div><div class="post-ufi"><button>12</button><button>3</button><button>Share</button></div></div>
<div class="available-content"><div dir="auto" class="body markup">{"".join(parts)}</div></div><div class="visibility-check"></div></article></div></div>
<div class="comments-section"><h4>Discussion about this post</h4><div class="comment-list">{comments()}</div></div><div class="portable-archive"><h4>Top</h4>{teasers("div", "h5")}</div></div></div></body></html>""",
        ["A letter from the quay", *it.paragraphs],
    )


def paywalled(it: Story) -> tuple[str, Body]:
    """A page that shows two paragraphs and an offer, and declares its whole body as data."""
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": it.title, "datePublished": f"{it.day}T06:00:00+02:00",
        "isAccessibleForFree": False, "articleBody": "\n\n".join(it.paragraphs), "author": {"@type": "Person", "name": it.author},
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"},
    }  # fmt: skip
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)} | Harbour Review</title><script type="application/ld+json">{json.dumps(data)}</script></head><body><nav><ul>{menu()}</ul></nav><main><article><h1>{escaped(it.title)}</h1><p class="byline">{escaped(it.author)}</p>
<div class="content">{paragraphs_of(it.paragraphs[:2])}</div><div class="paywall-barrier"><h2>Keep reading for one euro</h2><p>You have read your last free article of this month. Subscribe now for full access to all our reporting.</p><ul><li>Cancel whenever you like</li><li>All articles on every device</li></ul><a href="/subscribe">Subscribe</a></div></article>
<aside><h3>Most read</h3><ol>{teasers()}</ol></aside></main></body></html>""",
        list(it.paragraphs),
    )


def government(it: Story) -> tuple[str, Body]:
    """A press release of a government: facts in a list, notes to editors, contacts."""
    day = date.fromisoformat(it.day)
    lead, *rest = it.paragraphs
    told = f"{day.day} {day:%B %Y}"
    notes = "The ministry has published the figures on its own pages every month since the spring."
    return (
        f"""<!DOCTYPE html><html class="govuk-template" lang="en"><head><meta charset="utf-8"><title>{escaped(it.title)} - GOV.TSK</title><meta name="govuk:format" content="press_release"></head><body class="govuk-template__body">
<div class="gem-c-cookie-banner govuk-clearfix"><h2>Cookies on GOV.TSK</h2><p>We use some essential cookies to make this website work.</p></div><a href="#content" class="govuk-skip-link">Skip to main content</a><header class="gem-c-layout-super-navigation-header"><nav><ul>{menu()}</ul></nav></header>
<div class="govuk-width-container"><div class="gem-c-breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/t">Transport</a></li></ol></div><main id="content" class="govuk-main-wrapper"><span class="govuk-caption-xl">Press release</span><h1 class="gem-c-heading__text govuk-heading-xl">{escaped(it.title)}</h1><p class="gem-c-lead-paragraph">{escaped(lead)}</p>
<div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/d">Department of Harbours</a></dd><dt>Published</dt><dd>{told}</dd></dl></div><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{paragraphs_of(rest)}<h2 id="notes">Notes to editors</h2><p>{notes}</p></div></div>
<div class="gem-c-share-links"><h2>Share this page</h2><ul><li><a href="#">Share on Facebook</a></li></ul></div><div class="gem-c-published-dates"><h2>Updates to this page</h2>Published {told}</div></main><aside><h2>Related content</h2><ul>{teasers()}</ul></aside>
<div class="gem-c-feedback"><p>Is this page useful?</p><button>Yes</button><button>No</button></div></div><footer class="gem-c-layout-footer"><p>All content is available under the Open Licence, except where otherwise stated</p></footer></body></html>""",
        [lead, *rest, "Notes to editors", notes],
    )


def interview(it: Story) -> tuple[str, Body]:
    """An interview: questions in bold, answers below them."""
    asked = (
        "What did you see that morning?",
        "Who decided it?",
        "And what comes next?",
        "Were you asked?",
    )
    parts, body = [], []
    for number, text in enumerate(it.paragraphs):
        if number % 2 == 0:
            question = asked[number // 2 % len(asked)]
            parts.append(f'<p class="q"><strong>{question}</strong></p>')
            body.append(question)
        parts.append(f'<p class="a">{escaped(text)}</p>')
        body.append(text)
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)}</title><meta property="og:type" content="article"><meta name="date" content="{it.day}"></head><body><header><ul>{menu()}</ul></header><div class="wrap"><div class="story interview"><h1>{escaped(it.title)}</h1><div class="info"><span>Interview: {escaped(it.author)}</span> <span>{it.long_day}</span></div>
<div class="text">{"".join(parts)}</div><div class="tags">Tags: <a href="/t">strait</a></div></div><div class="side"><h3>Also read</h3><ul>{teasers()}</ul></div></div></body></html>""",
        body,
    )


def quote_list(it: Story) -> tuple[str, Body]:
    """A list of what people said, each with a name below it."""
    names = ("Olga Brandt", "Piet Gerrow", "Sanne Krook", "Ida Morling")
    said = [
        (f"“{text.replace('“', '‘').replace('”', '’')}”", names[n % 4])
        for n, text in enumerate(it.paragraphs[1:])
    ]
    rows = "".join(
        f'<li class="quote-item"><blockquote><p>{escaped(words)}</p></blockquote><cite>— {name}</cite></li>'
        for words, name in said
    )
    body = [it.paragraphs[0]]
    for words, name in said:
        body += [words, f"— {name}"]
    return (
        f"""<!DOCTYPE html><html lang="en"><head><title>{escaped(it.title)}: what they said</title><meta property="article:published_time" content="{it.day}T12:00:00Z"></head><body><nav><ul>{menu()}</ul></nav><main><article><h1>{escaped(it.title)}: what they said</h1><p>{escaped(it.paragraphs[0])}</p>
<ul class="quotes">{rows}</ul></article><section class="more"><h2>More</h2><ul>{teasers()}</ul></section></main></body></html>""",
        body,
    )


def posts_in_it(it: Story) -> tuple[str, Body]:
    """An article with posts of others embedded in it, and a video's place."""
    post = "We sail at dawn, whatever anybody writes in the capital. #strait"
    embed = f'<figure class="embed"><blockquote class="twitter-tweet" data-dnt="true"><p lang="en" dir="ltr">{post}</p>&mdash; Harbour Master (@harbourmaster) <a href="https://posts.example/1">{it.long_day}</a></blockquote><script async src="https://posts.example/widgets.js"></script></figure>'
    parts = [f"<p>{escaped(text)}</p>" for text in it.paragraphs]
    parts.insert(2, embed)
    parts.insert(
        4,
        '<div class="video-player" data-id="1"><button>Play video</button><span>0:45</span></div>',
    )
    body = list(it.paragraphs)
    body[2:2] = [post, f"— Harbour Master (@harbourmaster) {it.long_day}"]
    return (
        f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escaped(it.title)}</title><meta property="article:published" content="{it.day}T12:00:00Z"></head><body><header><ul>{menu()}</ul></header><main><article><h1>{escaped(it.title)}</h1><div class="meta"><a rel="author">{escaped(it.author)}</a></div><div class="article__body">{"".join(parts)}</div></article><aside><ul>{teasers()}</ul></aside></main></body></html>""",
        body,
    )


def windows_1252(it: Story) -> tuple[str, Body]:
    """A page of the nineties in another encoding: fonts, line breaks, no paragraphs."""
    text = "<br><br>\n".join(escaped(p) for p in it.paragraphs)
    day = date.fromisoformat(it.day)
    return (
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>{escaped(it.title)}</title></head><body bgcolor="#ffffff"><center><font size="2"><a href="/">Home</a> | <a href="/n">News</a> | <a href="/c">Contact</a></font></center><hr>
<table width="600" align="center"><tr><td valign="top"><font face="Arial" size="5"><b>{escaped(it.title)}</b></font><br><font size="1">{day.day} {day:%B %Y}, by {escaped(it.author)}</font><p><font face="Times New Roman" size="3">{text}</font></p></td></tr></table><hr><center><font size="1">Copyright 1999-2024 The Harbour Bulletin. Best viewed at 800x600. Webmaster: mail@harbour.example</font></center></body></html>""",
        list(it.paragraphs),
    )


_ARABIC = (
    "قال وزير النقل إن المضيق سيبقى مفتوحا أمام جميع السفن حتى نهاية العام على الأقل.",
    "«لن نغلق الميناء مهما كتبت الصحف في العاصمة»، قالت مديرة الميناء ليلى حداد للصحفيين يوم الاثنين.",
    "وأضافت حداد: «ننتظر جوابا من الوزارة منذ سنة، ولم يتصل بنا أحد».",
    "ويعمل في الميناء نحو أربعمئة عامل، معظمهم من القرى القريبة على الساحل الشرقي.",
    "ورفض متحدث باسم الوزارة التعليق، وقال إن «المحادثات مستمرة» مع الشركة التي بنت البوابات.",
    "ومن المتوقع أن يصوت المجلس على الخطة في الربيع المقبل بعد أن أجل التصويت ثلاث مرات.",
)
_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)


def arabic(it: Story) -> tuple[str, Body]:
    """A page from right to left, its quotations in guillemets, its day in Arabic."""
    day = date.fromisoformat(it.day)
    body = [_ARABIC[(n + len(it.title)) % len(_ARABIC)] for n in range(len(_ARABIC))]
    return (
        f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>المضيق يبقى مفتوحا - صحيفة الميناء</title></head><body><header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/n">أخبار</a></li><li><a href="/s">رياضة</a></li></ul></nav></header><main><article><h1>المضيق يبقى مفتوحا</h1><div class="date">{day.day} {_MONTHS[day.month - 1]} {day.year}</div><div class="body">{paragraphs_of(body)}</div></article><aside><h2>اقرأ أيضا</h2><ul><li><a href="/1">ارتفاع أسعار العبارات</a></li><li><a href="/2">خمس جولات على السور القديم</a></li></ul></aside></main><footer><p>جميع الحقوق محفوظة</p></footer></body></html>""",
        body,
    )


def print_bars(it: Story) -> tuple[str, Body]:
    """A page with parts for paper alone, and bars to share between its paragraphs."""
    day = date.fromisoformat(it.day)
    bar = '<div class="share-bar no-print"><a href="#">Facebook</a><a href="#">X</a><a href="#">WhatsApp</a><a href="#">E-Mail</a><a href="#">Copy link</a></div>'
    parts = [f'<p class="text">{escaped(text)}</p>' for text in it.paragraphs]
    parts.insert(1, bar)
    parts.insert(len(parts) - 1, bar)
    return (
        f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escaped(it.title)} - Coast Herald</title><link rel="stylesheet" media="print" href="/print.css"><style>@media print {{ .no-print {{ display: none }} }} .print-only {{ display: none }}</style></head><body><div class="print-only"><p>Printed from coastherald.example on 01.01.2025. For personal use only; reprints by permission.</p></div>
<div class="no-print"><ul>{menu()}</ul></div><div class="container"><div class="headline"><h1>{escaped(it.title)}</h1></div><div class="tools no-print"><a href="javascript:print()">Print</a> | <a href="#">Font size</a> A A A | <a href="#">Read aloud</a></div><div class="dateline-box">Published: {day:%d.%m.%Y} 08:15 | Updated: {day:%d.%m.%Y} 10:20</div><div class="content-main">{"".join(parts)}</div>{bar}
<div class="print-only"><p>Address: https://coastherald.example/strait/12345</p></div><div class="no-print"><h3>You may also like</h3><ul>{teasers()}</ul></div></div></body></html>""",
        list(it.paragraphs),
    )


def _short(text: str) -> str:
    return " ".join(text.split()[:8])


SHAPES: dict[str, Template] = {
    each.__name__: each
    for each in (
        live_blog, amp_sections, block_theme, letter_platform, paywalled, government, interview,
        quote_list, posts_in_it, windows_1252, arabic, print_bars,
    )
}  # fmt: skip
