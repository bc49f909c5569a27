#!/usr/bin/env python3
"""Composes the digest pages and what is expected of them from reports.json and the templates below.

    python3 tests/digests/compose.py

Everything is invented. What is expected of a page follows from how it was put together, never from what Dalil makes of it.
"""

import html
import json
import pathlib
import random
import re
import shutil
import textwrap
from datetime import date, timedelta

HERE = pathlib.Path(__file__).parent
REPORTS = {report["id"]: report for report in json.loads((HERE / "reports.json").read_text(encoding="utf-8"))}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
}
LEVANT = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(",")
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}


def long(day, lang="en"):
    """September 28, 2020, as the language writes it."""
    month = MONTHS[lang][day.month - 1]
    return f"{month} {day.day}, {day.year}" if lang == "en" else f"{day.day} {month} {day.year}"


def day_name(day, lang="en"):
    return DAYS[lang][day.weekday()]


SUBJECTS = (
    "Ferrymen of {town}|Bakers of {town}|Council of {town}|Nine Goats|The Choir of {town}|Lamp Keepers|Stationmaster of {town}|Kite Makers|"
    "Salt Merchants of {town}|A Trombone|Pearl Divers|Census Takers|Schoolchildren of {town}|The Night Train|Quince Farmers|Harbour Pilots of {town}|"
    "A Retired Ambassador|Stork Watchers|The Fog Signal of {town}|Museum Guards|Postmen of {town}|Sea Scouts"
).split("|")
PREDICATES = (
    "Ask for Wind and Get Rain|Refuse to Leave the Pier|Vote to Weigh Everything Twice|Return What Nobody Missed|Learn to Whistle in {number} Languages|"
    "Find {number} Wells Where One Was Marked|Promise to Be Late No More|Close the Road for the {number}th Spring|Count Sardines by Candlelight|"
    "Lend Their Ladder to Ostenmark|Celebrate {number} Years of Waiting|Agree on the Size of a Bun|Come Home a Day Early|Sing for a Whale|"
    "Strike for {number} Days over a Spoon|Give Half of It to the Sea|Paint the Bridge the Wrong Blue|Lose the Cup in Fog Again"
).split("|")
TOWNS = ["Ras Lamda", "Bir Sunnaq", "Umm Qandil", "Tell Azmura", "Wadi Rishta", "Jazirat Nawl", "Dar Lumeya"]
TITLES = {
    "ar": (["مجلس بئر سناق", "صيادو رأس لمدة", "خبازو دار لوميا", "حراس المنارة القديمة", "جوقة جزيرة نول", "تجار الملح في الميناء"],
           ["يطلبون الريح ويأتيهم المطر", "يقررون وزن كل سمكة سردين", "يرفضون مغادرة الرصيف قبل المساء", "يعيدون الملعقة إلى خزينة الدولة", "يغلقون طريق الساحل للربيع الثالث", "يتعلمون الصفير بلغتين"]),
    "fr": (["Le bac de Ras Lamda", "Le conseil de Bir Sunnaq", "Un trombone oublié", "La chorale du port", "Le phare de l'île", "Une chèvre de Wadi Rishta"],
           ["reprend la mer après onze ans d'attente", "ferme la route côtière pour le troisième printemps", "demande du vent et reçoit de la pluie", "rend une cuillère au trésor public", "arrive avec un jour d'avance", "refuse de quitter le quai avant le soir"]),
}
EXTRA = {
    "ar": ["وقد استمع {number} من الأهالي إلى البيان واقفين تحت المطر.", "وينتظر الجميع رأي اللجنة التي تضم {number} عضوا من الحكماء.", "وكلفت التجربة نحو {number} قطعة نقدية دفعها البحارة.", "ولم يحضر سوى {number} صحفيا بسبب الضباب الكثيف في الخليج."],
    "fr": ["Quelque {number} habitants ont écouté la nouvelle sous la pluie.", "La commission, forte de {number} sages, rendra son avis après les moissons.", "L'affaire a coûté {number} couronnes aux marins du port.", "Seuls {number} journalistes avaient trouvé le chemin dans le brouillard."],
    "tr": ["Haberi yağmur altında {number} kişi dinledi.", "Deneme limanın denizcilerine {number} altına mal oldu."],
    "fa": ["حدود {number} نفر زیر باران به این خبر گوش دادند.", "این آزمایش برای ملوانان بندر {number} سکه خرج داشت."],
}


class Mixer:
    """Mixes the sentences of the reports to ever new ones, so that no paragraph stands on two pages."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        english = [report["text"] for report in REPORTS.values() if report["lang"] == "en"]
        split = lambda paragraph: re.split(r"(?<=[.”]) (?=[A-Z“\"])", paragraph)
        self.openers = [split(text[0])[0] for text in english]
        self.others = [sentence for text in english for sentence in split(text[0])[1:] + [s for p in text[1:] for s in split(p)]]
        self.seen = set()

    def fresh(self, make):
        while True:
            text = make()
            if text not in self.seen:
                self.seen.add(text)
                return text

    def fill(self, template):
        return template.format(town=self.random.choice(TOWNS), number=self.random.randint(3, 97))

    def title(self):
        return self.fresh(lambda: self.fill(f"{self.random.choice(SUBJECTS)} {self.random.choice(PREDICATES)}"))

    def paragraph(self, opener=False):
        pick = lambda: " ".join(([self.random.choice(self.openers)] if opener else []) + self.random.sample(self.others, self.random.randint(1, 3)))
        return self.fresh(lambda: pick())

    def report(self, ident):
        """A report like the one of that name."""
        known = REPORTS[ident]
        if known["lang"] == "en":
            count = self.random.choice([2, 3, 3, 4, 6])
            text = [self.paragraph(True)] + [self.fresh(lambda: self.paragraph() + " " + self.random.choice(self.others)) for _ in range(count - 1)]
            sub = known["sub"] and self.fresh(lambda: f"{known['sub']} for {self.random.randint(3, 997)} days")
            return dict(known, title=self.title(), text=text, sub=sub)
        text = [self.fresh(lambda: f"{paragraph} {self.fill(self.random.choice(EXTRA[known['lang']]))} {self.fill(self.random.choice(EXTRA[known['lang']]))}") for paragraph in known["text"]]
        if known["lang"] not in TITLES:
            return dict(known, text=text)
        return dict(known, text=text, title=self.fresh(lambda: " ".join(map(self.random.choice, TITLES[known["lang"]]))))


MIXER = Mixer(1)


class Head:
    """The lines about a report, what they show of it, and what its text opens with."""

    def __init__(self, lines, by=(), src=(), opening=""):
        self.lines, self.by, self.src, self.opening = lines, list(by), list(src), opening


def by(report):
    return [report["by"]]


HEADS = {
    "plain": lambda r, d: Head([long(d)]),
    "weekday": lambda r, d: Head([f"{day_name(d)}, {long(d)}"]),
    "sources": lambda r, d: Head([f"{', '.join(r['src'])}, {long(d).upper()}"], (), r["src"]),
    "bracket": lambda r, d: Head([f"[ {d:%d/%m/%Y} - 11:25 AM ]"]),
    "wire": lambda r, d: Head([f"{day_name(d)} {long(d)} 04:28 by {r['by']} - {r['src'][0]}"], by(r), r["src"][:1]),
    "byline": lambda r, d: Head([f"By {r['by']}, {r['src'][0]}, {long(d)}"], by(r), r["src"][:1]),
    "two": lambda r, d: Head([f"By {r['by']},", f"{r['src'][0]}, {long(d)}"], by(r), r["src"][:1]),
    "three": lambda r, d: Head([f"By {r['by']}", r["src"][0], f"{d.day} {MONTHS['en'][d.month - 1]} {d.year}"], by(r), r["src"][:1]),
    "dash": lambda r, d: Head([f"{r['by']} - {r['src'][0]}", f"{d:%Y-%m-%d}"], by(r), r["src"][:1]),
    "opened": lambda r, d: Head([long(d)], (), r["src"], f"{r['place']} ({'/'.join(r['src'])}) -- "),
    "within": lambda r, d: Head([], (), r["src"][:1], f"{r['place']}, {long(d)} ({r['src'][0]}) - "),
    "published": lambda r, d: Head([f"Published on: {d.day} {MONTHS['en'][d.month - 1][:3]} {d.year} 14:05 GMT"]),
    "source-first": lambda r, d: Head([r["src"][0], f"{MONTHS['en'][d.month - 1][:3]}. {d.day}, {d.year}"], (), r["src"][:1]),
    "ar-source": lambda r, d: Head([f"{r['src'][0]} - {long(d, 'ar')}"], (), r["src"]),
    "ar-levant": lambda r, d: Head([f"{day_name(d, 'ar')} {d.day} {LEVANT[d.month - 1]} {d.year}"]),
    "ar-by": lambda r, d: Head([f"بقلم: {r['by']}", f"{r['src'][0]}، {d.day} {LEVANT[d.month - 1]}/{MONTHS['ar'][d.month - 1]} {d.year}"], by(r), r["src"]),
    "ar-slash": lambda r, d: Head([f"{d:%d/%m/%Y}"], (), r["src"], f"{r['place']} ({r['src'][0]}) - "),
    "fr-source": lambda r, d: Head([f"{', '.join(r['src'])}, le {long(d, 'fr')}"], (), r["src"]),
    "fr-by": lambda r, d: Head([f"Par {r['by']}", f"{r['src'][0]}, {long(d, 'fr')}"], by(r), r["src"][:1]),
    "fr-published": lambda r, d: Head([f"Publié le {d:%d/%m/%Y} à 14h05"]),
    "tr-source": lambda r, d: Head([f"Yazan: {r['by']}", f"{r['src'][0]}, {long(d, 'tr')}"], by(r), r["src"]),
    "fa-source": lambda r, d: Head([f"{r['src'][0]} - ۷ مهر ۱۳۹۹"], (), r["src"]),
}


class Item:
    """A report as it stands on a page."""

    def __init__(self, ident, head, day, *, title=True, sub=False, close="url", anchor=None, subheads=()):
        self.report = MIXER.report(ident)
        self.day = date(2020, 9, 28) if head == "fa-source" else day
        self.head = HEADS[head](self.report, self.day)
        self.title = self.report["title"] if title else None
        self.sub = self.report["sub"] if sub else None
        self.link = f"http://{ident}.example/{self.day:%Y/%m}/{ident}.html" if close in ("url", "link") else None
        self.close, self.anchor = close, anchor
        paragraphs = list(self.report["text"])
        paragraphs[0] = self.head.opening + paragraphs[0]
        self.body = []
        for place, paragraph in enumerate(paragraphs):
            if place > 0 and place - 1 < len(subheads):
                self.body.append(("sub", subheads[place - 1]))
            self.body.append(("p", paragraph))

    def closing(self):
        if self.close == "source":
            return f"Source: {self.report['src'][0]}"
        return f"({self.report['src'][0]})" if self.close == "brackets" else self.link

    def expected(self):
        text = ([self.sub] if self.sub else []) + [line for _, line in self.body]
        source = list(self.head.src)
        if self.close in ("source", "brackets") and self.report["src"][0] not in source:
            source.append(self.report["src"][0])
        return article(self.title, self.head.by, source, self.day, text, self.link, self.anchor)


def article(title, byline, source, day, lines, link=None, place=None):
    text = " ".join(" ".join(lines).split())
    words = text.split()
    return {
        "title": title, "byline": list(byline), "source": list(source), "date": day.isoformat() if day else None,
        "begins": " ".join(words[:6]), "ends": " ".join(words[-6:]), "words": len(words), "link": link, "place": place,
    }


esc = html.escape


# Frames: what stands on every page of a site.

def lantern(title, section, body, head=""):
    links = ["Archives", "Name &amp; Purpose", "Editorials", "Opinion Editorials", "News", "News Photos", "Harbour Tables"]
    nav = "\n".join(f'<tr><td width="100%" bgcolor="#FFFFCC"><b><font size="2"><a href="../{place}.htm">{link}</a></font></b></td></tr>' for place, link in enumerate(links))
    return f"""<HTML><HEAD><TITLE>{esc(title)}</TITLE>
<META content="text/html; charset=windows-1252" http-equiv=Content-Type><META name=GENERATOR content="Microsoft FrontPage 4.0">{head}</HEAD>
<BODY bgColor=#ffffff>
<TABLE border=0 width="100%" bgColor=#003366><TR><TD align=middle><FONT color=#ffffff size=5><STRONG>The Small Lantern: News by Candlelight</STRONG></FONT><BR><FONT color=#ffffff size=1>www.small-lantern.example</FONT></TABLE>
<TABLE border=0 width="100%"><TR><TD vAlign=top width=150><table border="1">{nav}</table></TD>
<TD vAlign=top>
<P align=center><FONT size=4 color=#800000><B>{esc(section)}</B></FONT></P>
<P><I><FONT size=2>Editorial Note: The following reports were shortened from the papers named. Spellings were made alike where we noticed. Comments are in parentheses.</FONT></I></P>
<P><FONT size=2>Share the link of this page with your friends</FONT></P>
{body}
<P><FONT size=2>Share the link of this page with your friends</FONT></P>
<P align=center><FONT size=1><B>Fair Use Notice</B></FONT></P>
<P><FONT size=1>This site contains copyrighted material the use of which has not always been authorized by its owner. We make it available to advance the understanding of sardines, and believe that this is a fair use of it. Whoever wants to print it again must ask the owner.</FONT></P>
<P align=center><FONT size=1>Opinions expressed in various sections are the sole responsibility of their authors.<BR>editor@small-lantern.example</FONT></P></TD></TR></TABLE></BODY></HTML>
"""


def beacon(title, section, body, head=""):
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{esc(title)}</title>
<style><!-- .MsoNormal {{ margin:0in; font-family:"Times New Roman" }} --></style>{head}</head>
<body lang=EN-US><div class=Section1>
<p class=MsoNormal align=center><b><span style='font-size:24.0pt'>Beacon Review of the Gulf</span></b></p>
<p class=MsoNormal><a href="../index.htm">Home</a> | <a href="../about.htm">About us</a> | <a href="../links.htm">Links</a> | <a href="../contact.htm">Contact</a></p>
<p class=MsoNormal>{esc(section)}</p>
{body}
<p class=MsoNormal>&nbsp;</p>
<p class=MsoNormal><a href="../index.htm">Back to the front page of the Beacon</a></p>
<p class=MsoNormal><span style='font-size:8.0pt'>The Beacon reprints news for the use of sailors without charge and is not answerable for the weather. All rights remain with the authors of the reports.</span></p>
</div></body></html>
"""


def fanar(title, section, body, head=""):
    return f"""<html dir="rtl"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>{esc(title)}</title>{head}</head>
<body><table width="780" align="center"><tr><td colspan="2" align="center"><font size="6"><b>صحيفة المنار الصغير</b></font></td></tr>
<tr><td width="120" valign="top"><a href="../a.htm">الصفحة الأولى</a><br><a href="../b.htm">أرشيف الأعداد</a><br><a href="../c.htm">من نحن</a></td>
<td valign="top"><p align="center"><font size="4">{esc(section)}</font></p>
{body}
<p><font size="1">جميع الآراء المنشورة في هذا الموقع تعبر عن رأي أصحابها ولا تعبر بالضرورة عن رأي الصحيفة ولا عن رأي مموليها.</font></p>
<p><font size="1">راسلونا على العنوان المعروف</font></p></td></tr></table></body></html>
"""


def phare(title, section, body, head=""):
    return f"""<html lang="fr"><head><meta charset="utf-8"><title>{esc(title)}</title>{head}</head><body>
<div id="bandeau"><h1>Le Petit Phare</h1></div>
<div id="menu"><ul><li><a href="../une.htm">À la une</a></li><li><a href="../monde.htm">Monde</a></li><li><a href="../mer.htm">Mer et ports</a></li></ul></div>
<div id="contenu"><p class="rubrique">{esc(section)}</p>
{body}
</div><div id="pied"><p>Le Petit Phare est une revue de presse sans but lucratif. Les articles reproduits restent la propriété de leurs auteurs et de leurs journaux.</p><p><a href="mailto:phare@phare.example">Écrire à la rédaction</a></p></div></body></html>
"""


TEXT_TOP = "The Small Lantern, plain text edition\n\nwww.small-lantern.example\n\n{section}\n\nArchives\n\nEditorials\n\nNews\n\nOpinion Editorials\n\nEditorial Note: The following reports were shortened from the papers named. Comments are in parentheses.\n\n"
TEXT_END = "\n\nShare the link of this page with your friends\n\nFair Use Notice\n\nThis site contains copyrighted material the use of which has not always been authorized by its owner. We make it available to advance the understanding of sardines.\n\nOpinions expressed in various sections are the sole responsibility of their authors.\n"


# How a report is set.

def fontpage(item, *, strong="<P><FONT size=5><STRONG>{}</STRONG></FONT></P>", close_p=False):
    end = "</P>" if close_p else ""
    name = f'<A name="{item.anchor}"></A>' if item.anchor else ""
    out = [strong.format(name + esc(item.title))] if item.title else []
    out += [f"<P><FONT size=3>{esc(item.sub)}</FONT>{end}"] if item.sub else []
    out += [f"<P>{'' if item.title or number else name}{esc(line)}</P>" for number, line in enumerate(item.head.lines)]
    for kind, line in item.body:
        out.append(f"<P><B>{esc(line)}</B>{end}" if kind == "sub" else f"<P><FONT size=3>{esc(line)}</FONT>{end}")
    closing = item.closing()
    if closing and item.close == "url":
        out.append(f'<P><FONT size=2><A href="{closing}">{closing}</A></FONT>{end}')
    elif closing and item.close == "link":
        out.append(f'<P><A href="{closing}">Read the original</A>{end}')
    elif closing:
        out.append(f"<P>{esc(closing)}{end}")
    return "\n".join(out)


def word(item, title='<p class=MsoNormal><b><span style="font-size:18.0pt">{}</span></b></p>'):
    blank = "<p class=MsoNormal>&nbsp;</p>\n"
    name = f'<a name="{item.anchor}"></a>' if item.anchor else ""
    out = [title.format(name + esc(item.title))] if item.title else []
    out += [f"<p class=MsoNormal>{esc(item.sub)}</p>"] if item.sub else []
    out += ["<p class=MsoNormal>" + "<br>".join(esc(line) for line in item.head.lines) + "</p>"] if item.head.lines else []
    out += [f"<p class=MsoNormal><b>{esc(line)}</b></p>" if kind == "sub" else f'<p class=MsoNormal><span style="font-size:12.0pt">{esc(line)}</span></p>' for kind, line in item.body]
    closing = item.closing()
    if closing:
        out.append(f'<p class=MsoNormal><a href="{closing}">{closing}</a></p>' if item.link else f"<p class=MsoNormal>{esc(closing)}</p>")
    return blank.join(line + "\n" for line in out)


def broken(item):
    """All in one cell, divided by line breaks."""
    out = ([f"<b>{esc(item.title)}</b>"] if item.title else []) + ([esc(item.sub)] if item.sub else [])
    out += [esc(line) for line in item.head.lines] + [f"<b>{esc(line)}</b>" if kind == "sub" else esc(line) for kind, line in item.body]
    closing = item.closing()
    out += [f'<a href="{closing}">{closing}</a>' if item.link else esc(closing)] if closing else []
    return "<br><br>\n".join(out)


def heading(item, level=3):
    ident = f' id="{item.anchor}"' if item.anchor else ""
    out = [f"<h{level}{ident}>{esc(item.title)}</h{level}>"] if item.title else []
    out += [f"<p><i>{esc(item.sub)}</i></p>"] if item.sub else []
    out += [f"<p>{esc(line)}</p>" for line in item.head.lines]
    out += [f"<h{level + 1}>{esc(line)}</h{level + 1}>" if kind == "sub" else f"<p>{esc(line)}</p>" for kind, line in item.body]
    closing = item.closing()
    out += [f'<p><a href="{closing}">{closing}</a></p>' if item.link else f"<p>{esc(closing)}</p>"] if closing else []
    return "\n".join(out)


def plain(item):
    out = ([item.title] if item.title else []) + ([item.sub] if item.sub else []) + item.head.lines
    out += [line for _, line in item.body]
    return "\n\n".join(out + ([item.closing()] if item.closing() else []))


class Pages:
    def __init__(self, folder):
        self.folder, self.expected = HERE / folder, []
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, path, content, articles, encoding="utf-8"):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode(encoding, "xmlcharrefreplace" if path.endswith("htm") else "strict"))
        self.expected.append({"page": path, "articles": articles})

    def digest(self, path, items, content, encoding="utf-8"):
        self.add(path, content, [item.expected() for item in items], encoding)

    def write(self):
        lines = ",\n".join(json.dumps(page, ensure_ascii=False) for page in sorted(self.expected, key=lambda page: page["page"]))
        (self.folder.parent / f"{self.folder.name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def p(text, **_):
    return f"<P><FONT size=3>{esc(text)}</FONT>"


STARS = "<p align=\"center\"><font size=\"3\">{}</font></p>"


def news_pages(pages):
    """Digests of the English sites."""
    day = date(2012, 6, 22)

    def path(at, title, suffix="n", site="lantern"):
        return f"{site}/News/{at.year}/{MONTHS['en'][at.month - 1]}/{at.day} {suffix}/{title}.htm"

    def frontpage(at, title, items, divider, *, own_heading=True, **how):
        own = f"<P><FONT size=5><STRONG>{esc(title)}</STRONG></FONT></P>\n<P>{long(at)}</P>\n" if own_heading else ""
        body = own + f"\n{divider}\n".join(fontpage(item, **how) for item in items)
        section = f"News, {MONTHS['en'][at.month - 1]} {at.year}"
        pages.digest(path(at, title), items, lantern(title, section, body), "cp1252")

    # Stars of every hand, with titles, datelines of one line and source addresses.
    for number, (mark, heads, ids) in enumerate([
        ("***", ["wire", "sources"], ["ferry", "goats"]),
        ("* * *", ["sources", "byline", "plain"], ["sardine", "lamp", "train"]),
        ("---", ["two", "bracket"], ["clock", "library"]),
        ("=====", ["three", "weekday", "sources", "dash"], ["bakers", "fog", "museum", "bridge"]),
        ("•••", ["byline", "byline"], ["school", "census"]),
        ("oOo", ["plain", "plain", "plain"], ["salt", "whale", "vote"]),
        ("###", ["published", "source-first"], ["piano", "kites"]),
        ("~~~~~~~~", ["opened", "opened"], ["stamps", "quince"]),
        ("_________________", ["sources"] * 5, ["harbour", "theatre", "pearl", "wells", "lamp"]),
    ]):
        at = day + timedelta(days=37 * number)
        items = [Item(ident, head, at - timedelta(days=place % 2), sub=place == 1) for place, (ident, head) in enumerate(zip(ids, heads))]
        frontpage(at, f"{items[0].title.split(',')[0]}, and More from the Gulf", items, STARS.format(mark))

    # Nothing but titles and datelines; nothing but datelines; nothing but titles and openings.
    for number, (heads, ids, title) in enumerate([
        (["sources", "wire", "byline"], ["goats", "bridge", "school"], True),
        (["plain", "plain"], ["library", "kites"], True),
        (["bracket", "bracket", "bracket"], ["train", "fog", "vote"], True),
        (["sources", "sources", "bracket"], ["lamp", "museum", "whale"], False),
        (["byline", "wire"], ["sardine", "clock"], False),
        (["within", "within", "within"], ["salt", "wells", "pearl"], True),
    ]):
        at = date(2009, 3, 17) + timedelta(days=61 * number)
        items = [Item(ident, head, at, title=title, close="none" if number % 2 else "url") for ident, head in zip(ids, heads)]
        if not title:
            # The page's own heading is the nearest over the first report.
            items[0].title = f"Of Many Things That Happened in the Gulf in {at.year}"
            body = "\n".join(fontpage(item) for item in items)
            pages.digest(path(at, items[0].title, "n2"), items, lantern(items[0].title, f"News, {MONTHS['en'][at.month - 1]} {at.year}", body), "cp1252")
        else:
            frontpage(at, f"News of the Gulf, Number {number + 14}", items, "", own_heading=False, close_p=number % 2 == 0)

    # Rules; a rule under each headline; rules and stars; sub-headings that divide nothing.
    for number, (divider, heads, ids) in enumerate([
        ("<HR>", ["sources", "byline", "wire"], ["quince", "stamps", "harbour"]),
        ('<hr size="1" width="80%">', ["plain", "plain"], ["theatre", "census"]),
        ("<HR>\n<P>***</P>\n<HR>", ["two", "two"], ["piano", "bakers"]),
    ]):
        at = date(2006, 2, 21) + timedelta(days=80 * number)
        items = [Item(ident, head, at, subheads=("A longer look", "What comes next")) for ident, head in zip(ids, heads)]
        frontpage(at, f"{items[1].title}, Says Nobody", items, divider)

    # Nine reports, and a table of contents that leads to their anchors.
    at = date(2011, 12, 30)
    ids = ["ferry", "sardine", "lamp", "goats", "clock", "bridge", "school", "museum", "wells"]
    items = [Item(ident, "byline" if REPORTS[ident]["by"] else "sources", at - timedelta(days=place % 3), anchor=f"r{place + 1}") for place, ident in enumerate(ids)]
    contents = "\n".join(f'<P><A href="#{item.anchor}">{esc(item.title)}</A></P>' for item in items)
    body = f"<P><FONT size=5><B>News Bulletin of the Lantern, Nine Reports</B></FONT></P>\n{contents}\n<HR>\n" + f"\n{STARS.format('***')}\n".join(fontpage(item) for item in items)
    pages.digest(path(at, "News Bulletin of the Lantern, Nine Reports"), items, lantern("News Bulletin", "News, December 2011", body), "cp1252")

    # A picture under the page's heading, with a caption.
    at = date(2020, 9, 28)
    items = [Item("piano", "two", at), Item("harbour", "sources", at - timedelta(days=1))]
    picture = '<P><IMG src="piano.jpg" width=300 alt=""></P>\n<P><FONT size=1>The piano of the embassy on its balcony, file, September 2, 2020 photo</FONT></P>\n'
    body = f"<P><FONT size=5><STRONG>Embassy Piano Silent, Pilots Whistle</STRONG></FONT></P>\n<P>{long(at)}</P>\n{picture}" + f"\n{STARS.format('***')}\n".join(fontpage(item) for item in items)
    pages.digest(path(at, "Embassy Piano Silent, Pilots Whistle"), items, lantern("Embassy Piano Silent, Pilots Whistle", "News, September 2020", body), "cp1252")

    # Cells with line breaks; a table with a row a report; all indented by blockquote; all bold.
    for number, (ids, heads) in enumerate([(["goats", "lamp"], ["wire", "byline"]), (["train", "fog", "kites"], ["sources", "plain", "sources"]), (["salt", "pearl"], ["bracket", "sources"]), (["census", "school"], ["two", "byline"])]):
        at = date(2008, 4, 15) + timedelta(days=50 * number)
        items = [Item(ident, head, at) for ident, head in zip(ids, heads)]
        if number == 0:
            body = "<font face=Arial>" + "<br><br>\n***<br><br>\n".join(broken(item) for item in items) + "</font>"
        elif number == 1:
            body = "<table>" + "".join(f"<tr><td>{fontpage(item)}</td></tr>\n" for item in items) + "</table>"
        elif number == 2:
            body = "<blockquote>" + f"\n{STARS.format('* * * *')}\n".join(fontpage(item) for item in items) + "</blockquote>"
        else:
            body = "<B>" + f"\n{STARS.format('***')}\n".join(fontpage(item, close_p=True) for item in items) + "</B>"
        pages.digest(path(at, f"Reports of the Day {number + 1}"), items, lantern(f"Reports of the Day {number + 1}", "News", body), "cp1252")


def beacon_pages(pages):
    """Digests in Word's markup."""
    shapes = [
        (["byline", "wire"], ["lamp", "sardine"], "hr"), (["sources", "sources", "sources"], ["train", "library", "fog"], "none"),
        (["plain", "plain"], ["bridge", "goats"], "stars"), (["two", "three", "dash"], ["clock", "census", "school"], "none"),
        (["opened", "opened"], ["kites", "theatre"], "none"), (["source-first", "published"], ["vote", "salt"], "stars"),
        (["weekday", "sources"], ["quince", "stamps"], "hr"), (["bracket", "bracket"], ["whale", "wells"], "none"),
    ]
    dividers = {"hr": "<div align=center><hr size=2 width='100%'></div>", "none": "", "stars": "<p class=MsoNormal align=center>* * *</p>"}
    for number, (heads, ids, divider) in enumerate(shapes):
        at = date(2014, 5, 19) + timedelta(days=33 * number)
        items = [Item(ident, head, at - timedelta(days=place), close="url" if number % 3 else "none", sub=number == 2) for place, (ident, head) in enumerate(zip(ids, heads))]
        body = f"\n{dividers[divider]}\n".join(word(item) for item in items)
        pages.digest(f"beacon/{at.year}/{at.month:02}/{at.day:02}/digest{number + 1}.html", items, beacon(f"Digest {number + 1}", "Gulf News Digest", body))
    # Headings.
    for number, (heads, ids) in enumerate([(["sources", "byline"], ["pearl", "museum"]), (["byline", "sources", "sources", "wire"], ["harbour", "library", "theatre", "ferry"])]):
        at = date(2016, 8, 24) + timedelta(days=40 * number)
        items = [Item(ident, head, at, anchor=f"story-{place}", close="link" if number else "source", subheads=("In the harbour",) if number else ()) for place, (ident, head) in enumerate(zip(ids, heads))]
        pages.digest(f"beacon/{at.year}/{at.month:02}/{at.day:02}/headings{number + 1}.html", items, beacon(f"Headings {number + 1}", "Gulf News Digest", "\n".join(heading(item) for item in items)))


def text_pages(pages):
    shapes = [
        ("***", ["two", "sources"], ["piano", "goats"]), ("* * *", ["byline", "wire", "plain"], ["lamp", "clock", "fog"]),
        ("----------", ["sources", "sources"], ["train", "kites"]), ("", ["byline", "byline"], ["school", "sardine"]),
        ("", ["sources", "bracket", "sources", "bracket"], ["vote", "library", "theatre", "whale"]), ("#", ["three", "two"], ["census", "stamps"]),
    ]
    for number, (mark, heads, ids) in enumerate(shapes):
        at = date(2004, 9, 22) + timedelta(days=45 * number)
        items = [Item(ident, head, at - timedelta(days=place % 2), sub=place == 1 and bool(mark)) for place, (ident, head) in enumerate(zip(ids, heads))]
        mark = "# # #" if mark == "#" else mark
        body = (f"\n\n{mark}\n\n" if mark else "\n\n").join(plain(item) for item in items)
        top = TEXT_TOP.format(section=f"News, {MONTHS['en'][at.month - 1]} {at.year}")
        own = f"Evening Edition: {items[0].title.split(',')[0]} and Other News\n\n{long(at)}\n\n" if number < 2 else ""
        end = f"\n\n{mark}" if mark else ""
        pages.digest(f"text/News/{at.year}/{MONTHS['en'][at.month - 1]}/{at.day} n/Evening Edition {number + 1}.txt", items, top + own + body + end + TEXT_END)


def other_languages(pages):
    arabic = [
        ("***", ["ar-source", "ar-by"], ["ar1", "ar2"]), ("", ["ar-levant", "ar-levant"], ["ar3", "ar4"]), ("***", ["ar-slash", "ar-slash", "ar-slash"], ["ar2", "ar4", "ar3"]),
        ("<hr>", ["ar-by", "ar-source"], ["ar4", "ar1"]), ("", ["ar-source", "ar-source", "ar-source"], ["ar3", "ar1", "ar2"]), ("* * *", ["ar-levant", "ar-by"], ["ar1", "ar2"]),
    ]
    for number, (mark, heads, ids) in enumerate(arabic):
        at = date(2011, 5, 23) + timedelta(days=70 * number)
        at = at.replace(day=max(at.day, 13))
        items = [Item(ident, head, at, close="url" if number % 2 else "none") for ident, head in zip(ids, heads)]
        divider = mark if mark.startswith("<") else STARS.format(mark) if mark else ""
        body = f"\n{divider}\n".join(fontpage(item, strong="<p><font size=5><b>{}</b></font></p>") for item in items)
        pages.digest(f"fanar/{at.year}/{at.month}/{at.day}/akhbar{number + 1}.htm", items, fanar(f"أخبار {number + 1}", "نشرة الأخبار", body), "cp1256")
    french = [
        ("<p>***</p>", ["fr-source", "fr-by"], ["fr2", "fr1"]), ("<hr>", ["fr-by", "fr-by"], ["fr3", "fr1"]), ("", ["fr-source", "fr-source", "fr-source"], ["fr1", "fr2", "fr3"]),
        ("<p>***</p>", ["fr-published", "fr-published"], ["fr2", "fr3"]), ("", ["tr-source", "fr-source"], ["tr1", "fr2"]), ("<p>* * *</p>", ["fa-source", "fr-source"], ["fa1", "fr3"]),
    ]
    for number, (divider, heads, ids) in enumerate(french):
        at = date(2013, 4, 18) + timedelta(days=64 * number) if "fa-source" not in heads else date(2020, 9, 28)
        items = [Item(ident, head, at, close="url" if number % 2 == 0 else "none") for ident, head in zip(ids, heads)]
        body = f"\n{divider}\n".join(heading(item, 2) for item in items)
        pages.digest(f"phare/{at.year}/revue-{at:%Y%m%d}.html", items, phare(f"Revue de presse {number + 1}", "Revue de presse", body))


def single_pages(pages):
    """Pages with one article that look as if they had several."""
    at = date(2007, 10, 16)

    def one(name, title, lines_html, text, *, site="lantern", head=("By Mariyam Sulfat, The Ferrand Courier, October 16, 2007",), byline=("Mariyam Sulfat",), source=("The Ferrand Courier",), day=at, link=None):
        body = f"<P><FONT size=5><STRONG>{esc(title)}</STRONG></FONT></P>\n" + "\n".join(f"<P>{esc(line)}</P>" for line in head) + "\n" + lines_html
        frame = {"lantern": lantern, "beacon": beacon}[site]
        folder = f"Opinion Editorials/2007/October/16 o/{name}" if site == "lantern" else f"2007/10/16/{name}"
        pages.add(f"{site}/{folder}.htm", frame(title, "Opinion Editorials, October 2007", body), [article(title, byline, source, day, text, link)], "cp1252")

    class Fresh:
        """A list that is another one each time it is looked at."""

        def __getitem__(self, which):
            return [MIXER.fresh(lambda: MIXER.paragraph(True) + " " + MIXER.paragraph()) for _ in range(which.start or 0, which.stop)]

    long_ones = Fresh()
    # A chronology whose entries begin with a day.
    entries = [f"June {number + 3}, 2001: {paragraph}" for number, paragraph in enumerate(long_ones[:6])]
    one("A Chronology", "A Chronology of the Sardine Question", "\n".join(map(p, entries)), entries)
    # One whose days are bold headings.
    days = [f"March {number * 6 + 1}, 2003" for number in range(5)]
    text = [line for pair in zip(days, long_ones[5:10]) for line in pair]
    one("Days of Drought", "Five Days That Ended the Drought", "\n".join(f"<P><B>{line}</B></P>" if line in days else p(line) for line in text), text)
    # Days and headlines in bold.
    heads = ["The first well is opened", "The second one follows it", "A third turns out dry", "The valley stops digging"]
    text = [line for four in zip([f"May {2 * n + 1}, 1999" for n in range(4)], heads, long_ones[2:6]) for line in four]
    one("Digging", "How the Valley Stopped Digging", "\n".join(f"<P><B>{line}</B></P>" if line in heads or line.startswith("May ") else p(line) for line in text), text)
    # An essay in parts, divided by stars, with headings.
    parts = ["On weighing", "On counting fish by hand", "On leaving well alone"]
    text, body = [], []
    for number, heading_line in enumerate(parts):
        part = long_ones[0:3]
        text += [heading_line] + part
        body += [STARS.format("* * *"), f"<P><B>{heading_line}</B></P>"] + list(map(p, part))
    one("Essay in Three Parts", "An Essay on Fish in Three Parts", "\n".join(body), text)
    # Scene breaks without headings.
    text = long_ones[:9]
    one("Scenes", "Scenes from a Waiting Room", f"\n{STARS.format('***')}\n".join("\n".join(map(p, text[at_:at_ + 3])) for at_ in (0, 3, 6)), text)
    # Rules and sub-headings.
    text, body = [], []
    for number, heading_line in enumerate(["Background", "The dispute over the wells of the valley", "Outlook"]):
        part = long_ones[0:2]
        text += [heading_line] + part
        body += ["<HR>", f"<H3>{heading_line}</H3>"] + list(map(p, part))
    one("With Rules", "What the Wells Teach Us", "\n".join(body), text, site="beacon")
    # An interview.
    text = [line for pair in zip(["Q: When did the goats first lie down?", "Q: And what did the ministry say?", "Q: Will there be another road?"], long_ones[1:4]) for line in pair]
    one("Interview", "The Widow and the Road: an Interview", "\n".join(f"<P><B>{esc(line)}</B></P>" if line.startswith("Q:") else p(line) for line in text), text, site="beacon")
    # A letter, quoted with its date.
    text = long_ones[:2] + ["Bir Sunnaq, June 3, 1974", "Dear Madam, the boat has left without your parcel, and I remain on the pier with it. The weather is fair and the clerk is asleep.", "I shall write again when he wakes.", "Your obedient servant,", "Hamdan Sirr"] + long_ones[2:4]
    body = "\n".join(p(line) for line in text[:2]) + "\n" + "\n".join(f"<P>{esc(line)}</P>" for line in text[2:7]) + "\n" + "\n".join(p(line) for line in text[7:])
    one("A Letter", "A Letter That Arrived", body, text)
    # Footnotes with addresses, and a signature.
    text = long_ones[4:9] + ["Notes", "[1] See the register of the library, http://register.example/1931 and what follows.", "[2] The spoon was returned: http://treasury.example/spoon", "Mariyam Sulfat is a writer in Ferrand. She can be reached at her desk."]
    one("With Notes", "The Spoon in the Treasury", "\n".join(map(p, text[:5])) + "\n<HR>\n<P><B>Notes</B></P>\n" + "\n".join(map(p, text[6:])), text, link="http://treasury.example/spoon")
    # A list, a table, a quotation.
    text = long_ones[:2] + ["Nine thousand tons of quinces", "Four hundred goats, or thereabouts", "One spoon"] + long_ones[2:3] + ["Year Tons", "2001 3,000", "2002 9,000"] + long_ones[3:4]
    body = p(text[0]) + p(text[1]) + "<UL>" + "".join(f"<LI>{line}" for line in text[2:5]) + "</UL>" + p(text[5]) + "<TABLE border=1><TR><TD>Year</TD><TD>Tons</TD></TR><TR><TD>2001</TD><TD>3,000</TD></TR><TR><TD>2002</TD><TD>9,000</TD></TR></TABLE>" + p(text[9])
    one("A Harvest in Figures", "The Harvest in Figures and Words", body, text)
    # An article that closes with an address, under the agency's line only.
    text = long_ones[6:10]
    one("Short", "Volunteers Needed to Count the Storks", "\n".join(map(p, text)) + '\n<P><A href="http://storks.example/count">http://storks.example/count</A></P>', text, head=("Gulf & Hills Wire, October 15, 2007",), byline=(), source=("Gulf & Hills Wire",), day=date(2007, 10, 15), link="http://storks.example/count")
    # Text with sub-headings, and one with a chronology.
    top = TEXT_TOP.format(section="Opinion Editorials, October 2007")
    text = long_ones[:2] + ["Growing unrest"] + long_ones[2:4] + ["Goats in hot water?"] + long_ones[4:6]
    pages.add("text/Opinion Editorials/2007/October/17 o/Goats.txt", top + "\n\n".join(["Goats and the Republic: a Reckoning", "By Ilyas Portman", "Harbour Times, October 17, 2007"] + text) + TEXT_END, [article("Goats and the Republic: a Reckoning", ["Ilyas Portman"], ["Harbour Times"], date(2007, 10, 17), text)])
    entries = [f"August {number + 2}, 1998 - {paragraph}" for number, paragraph in enumerate(long_ones[:5])]
    pages.add("text/Opinion Editorials/2007/October/18 o/Timeline.txt", top + "\n\n".join(["A Timeline of the Long Strike", "Anselm Tryde, Anchor Street Dispatch, October 18, 2007"] + entries) + TEXT_END, [article("A Timeline of the Long Strike", ["Anselm Tryde"], ["Anchor Street Dispatch"], date(2007, 10, 18), entries)])


# The second set was composed after the rules were made, in other ways, and is only measured.

def gazette(title, body):
    return f"""<html><head><title>{esc(title)}</title></head><body background="paper.gif">
<center><img src="../images/gazette.gif" alt="The Upper Valley Gazette"></center>
<center><a href="../index.html">Front Page</a> * <a href="../letters.html">Letters</a> * <a href="../almanac.html">Almanac</a></center>
<hr>
{body}
<hr>
<center><small>The Upper Valley Gazette is printed when the mill runs. Nothing in it may be sold, but all of it may be told.</small></center>
</body></html>
"""


def caps(item):
    lines = "<br>".join(esc(line) for line in item.head.lines)
    body = "\n".join(f"<p align=justify>{esc(line)}" for _, line in item.body)
    return f'<center><b><u>{esc(item.title.upper())}</u></b></center>\n<p><i>{lines}</i>\n{body}\n<p>Source: <a href="{item.link}">{item.link}</a>'


def held_out(pages):
    at = date(2012, 6, 22)
    lower = f"{at.day} June, {at.year}"
    number = 0

    def items(idents, head, **how):
        return [Item(ident, head, at, **how) for ident in idents]

    def add(name, found, body, articles=None):
        nonlocal number
        number += 1
        folder = f"gazette/{at.year}-{at.month:02}/{at.day}"
        if articles is None:
            articles = [item.expected() for item in found]
        pages.add(f"{folder}/{name}.html", gazette(f"Gazette {number}", body), articles)

    # Capitals, underlined, a picture of a line between.
    found = items(["ferry", "goats", "lamp"], "plain")
    for item in found:
        item.head = Head([f"By {item.report['by']} for {item.report['src'][0]}", lower], by(item.report), item.report["src"][:1])
        item.title = item.title.upper()
    add("capitals", found, '\n<p><img src="../images/line.gif"></p>\n'.join(map(caps, found)))
    # The day stands over the headline, the paper in brackets under it.
    found = items(["train", "fog"], "plain", close="none")
    for item in found:
        item.head = Head([f"({item.report['src'][0]})"], (), item.report["src"][:1])
    add("day-first", found, "\n".join(f"<p>{at:%d/%m/%Y}</p><h4>{esc(item.title)}</h4><p>{esc(item.head.lines[0])}</p>" + "".join(f"<p>{esc(line)}</p>" for _, line in item.body) for item in found))
    # A day that was changed since, and an opening.
    found = items(["clock", "museum", "kites"], "plain", close="none")
    for item in found:
        item.head = Head([f"Published Friday {at:%d/%m/%Y} (updated) 24/06/2012 10:24"], (), item.report["src"][:1])
        item.body[0] = ("p", f"{item.report['place']} ({item.report['src'][0]}) -- {item.body[0][1]}")
    add("updated", found, "\n".join(fontpage(item, strong="<p><font size=+1><b>{}</b></font>") for item in found))
    # Headlines that are links to the originals.
    found = items(["vote", "library", "salt"], "plain", close="none")
    for item in found:
        item.link = f"http://{item.report['id']}.example/original.html"
        item.head = Head([f"{item.report['src'][0]} - Fri Jun 22, 2012 5:41 PM"], (), item.report["src"][:1])
    add("linked", found, "<p>&nbsp;</p>".join(f'<p><b><a href="{item.link}">{esc(item.title)}</a></b><br>{item.head.lines[0]}</p>' + "".join(f"<p>{esc(line)}</p>" for _, line in item.body) for item in found))
    # A table with a picture beside each report.
    found = items(["quince", "theatre"], "plain")
    for item in found:
        item.head = Head([f"{item.report['src'][0]} | {long(at)}"], (), item.report["src"][:1])
    add("pictures", found, "<table>" + "".join(f'<tr><td><img src="{item.report["id"]}.jpg" width=120></td><td>{heading(item, 4)}</td></tr>' for item in found) + "</table>")
    # Briefs under one heading, with the paper and the day in small type.
    found = items(["sardine", "whale", "pearl", "school"], "sources", close="brackets")
    add("briefs", found, "<h2>Briefs</h2>\n" + "\n<p align=center>~ ~ ~</p>\n".join(fontpage(item, strong="<h5>{}</h5>") for item in found))
    # Text: headlines underlined with marks.
    found = items(["piano", "harbour"], "three")
    text = "\n\n\n".join(f"{item.title}\n{'=' * len(item.title)}\n" + "\n".join(item.head.lines) + "\n\n" + "\n\n".join(line for _, line in item.body) + f"\n\n{item.link}" for item in found)
    pages.digest("gazette/text/underlined.txt", found, text)
    # Text: numbered, and the paper in square brackets.
    found = items(["bridge", "bakers", "census"], "plain", close="none")
    for place, item in enumerate(found):
        item.head = Head([f"[{item.report['src'][0]}, {at.day} June {at.year}]"], (), item.report["src"][:1])
        item.title = f"{place + 1}. {item.title}"
    pages.digest("gazette/text/numbered.txt", found, "\n\n".join(plain(item) for item in found))
    # Text: wrapped, divided by lines of dashes.
    found = items(["stamps", "wells"], "byline", close="none")
    wrap = lambda line: "\n".join(textwrap.wrap(line, 70))
    text = f"\n\n{'-' * 60}\n\n".join("\n".join([item.title, *item.head.lines]) + "\n\n" + "\n\n".join(wrap(line) for _, line in item.body) for item in found)
    pages.digest("gazette/text/wrapped.txt", found, text)
    # Arabic text.
    found = items(["ar1", "ar2"], "ar-source", close="none")
    pages.digest("gazette/text/akhbar.txt", found, "\n\n* * * * *\n\n".join(plain(item) for item in found))

    # One article each.
    prose = lambda count: [MIXER.fresh(lambda: MIXER.paragraph(True) + " " + MIXER.paragraph()) for _ in range(count)]

    def one(name, title, lines, body, byline=("Huda Kasmiri",), line="By Huda Kasmiri, June 22, 2012", source=(), link=None):
        add(name, [], f"<h2>{esc(title)}</h2>\n<p>{line}</p>\n{body}", [article(title, byline, source, at, lines, link)])

    para = lambda line: f"<p>{esc(line)}</p>"
    text = prose(2) + ["The pier, revisited"] + prose(2) + ["A spoon and its owner"] + prose(2)
    one("column", "Notes from the Harbour Wall", text, "".join(f"<p align=center>***</p><p><b>{line}</b></p>" if len(line) < 30 else para(line) for line in text))
    years = [f"{1974 + 5 * place}: {line}" for place, line in enumerate(prose(5))]
    one("years", "The Harbour Year by Year", years, "".join(map(para, years)))
    text = prose(3) + ["Resolution of June 3, 2012"] + prose(1) + ["Resolution of June 10, 2012"] + prose(1) + ["Resolution of June 17, 2012"] + prose(1)
    one("minutes", "What the Council Resolved in June", text, "".join(f"<h4>{line}</h4>" if line.startswith("Res") else para(line) for line in text))
    text = prose(4) + ["Fast facts about the ferry"] + ["Length: 41 metres. Crew: seven. Cups of tea: one."]
    one("sidebar", "The Patient Heron at Sea", text, "".join(map(para, text[:4])) + f"<hr width=50%><h4>{text[4]}</h4>{para(text[5])}<hr width=50%>")
    text = prose(3) + ["Stork Nest Stops Traffic, June 4, 2012", "Ferrymen Wave Back at Motorists, June 7, 2012", "Engineer Measures the Nest Again, June 9, 2012"]
    one("related", "Storks and the State", text, "".join(map(para, text[:3])) + "<ul>" + "".join(f'<li><a href="{place}.html">{line}</a></li>' for place, line in enumerate(text[3:])) + "</ul>")


def almanac(title, body):
    return f"""<HTML><HEAD><TITLE>Almanac</TITLE></HEAD><BODY><FONT FACE="Verdana" SIZE=2>
<TABLE WIDTH=100%><TR><TD COLSPAN=2 BGCOLOR=navy><FONT COLOR=white SIZE=6>The Shore Almanac</FONT></TD></TR>
<TR><TD WIDTH=20% VALIGN=TOP><A HREF="tides.html">Tides</A><P><A HREF="moons.html">Moons</A><P><A HREF="press.html">Press Cuttings</A></TD><TD>
{body}
</TD></TR><TR><TD COLSPAN=2><FONT SIZE=1>Cuttings are pasted here for members of the Shore Society only. The Society has no views on goats.</FONT></TD></TR></TABLE></BODY></HTML>
"""


def held_out_too(pages):
    """Composed later still."""
    at = date(2003, 10, 23)
    text_of = lambda item: "\n".join(f"<P>{esc(line)}" for _, line in item.body)

    def add(name, found, body):
        pages.digest(f"almanac/{at.year}/oct{at.day}{name}.htm", found, almanac(name, body), "cp1252")

    def items(idents, **how):
        return [Item(ident, "plain", at, close="none", **how) for ident in idents]

    # The paper over the headline, the day behind the writer.
    found = items(["goats", "lamp", "school"])
    for item in found:
        item.head = Head([], by(item.report), item.report["src"][:1])
    add("cuttings", found, "<HR>".join(f"<P><FONT COLOR=gray>{esc(item.report['src'][0])}, {long(at)}</FONT><P><FONT SIZE=4><B>{esc(item.title)}</B></FONT><P>By {item.report['by']}{text_of(item)}" for item in found))
    # Headline and day in one line each, larger.
    found = items(["train", "kites"])
    for item in found:
        item.head = Head([f"{day_name(at)}, {at.day} {MONTHS['en'][at.month - 1]}, {at.year}, {item.report['src'][0]}"], (), item.report["src"][:1])
    add("large", found, "<P><BR>".join(f"<P><FONT SIZE=+2>{esc(item.title)}</FONT><BR><FONT SIZE=1>{esc(item.head.lines[0])}</FONT>{text_of(item)}" for item in found))
    # Closed by a bracketed paper and day.
    found = items(["bridge", "museum", "wells"])
    for item in found:
        item.head = Head([f"by {item.report['by']} in {item.report['place'].title()}", f"{long(at)}"], by(item.report))
    add("writers", found, "<P ALIGN=CENTER>-oOo-".join(f"<H4>{esc(item.title)}</H4><I>{'<BR>'.join(map(esc, item.head.lines))}</I>{text_of(item)}" for item in found))
    # Divided by a rule made of a picture, dates in numbers with dots.
    found = items(["fog", "vote"])
    for item in found:
        item.head = Head([f"{item.report['src'][0]} ({at:%d.%m.%Y})"], (), item.report["src"][:1])
    add("dots", found, '<P><IMG SRC="bar.gif" ALT="* * *">'.join(f"<P><STRONG>{esc(item.title)}</STRONG><P>{esc(item.head.lines[0])}{text_of(item)}" for item in found))
    # Six briefs of the day, opened by place and agency, nothing else over them than a headline.
    found = items(["sardine", "clock", "pearl", "bakers", "quince", "stamps"])
    for item in found:
        item.head = Head([long(at)], (), item.report["src"][:1])
        item.body[0] = ("p", f"{item.report['place']}, {MONTHS['en'][at.month - 1][:3]}. {at.day}, {at.year} ({item.report['src'][0]}) -- {item.body[0][1]}")
    add("briefs", found, "\n".join(f"<P><B>{esc(item.title)}</B>{text_of(item)}" for item in found))
    # French, Turkish and Arabic in one text.
    found = [Item("fr1", "fr-by", at), Item("tr1", "tr-source", at), Item("ar4", "ar-by", at)]
    pages.digest("almanac/text/languages.txt", found, "\n\n~~~~~\n\n".join(plain(item) for item in found))
    found = [Item("piano", "wire", at), Item("census", "byline", at, sub=False), Item("whale", "plain", at)]
    pages.digest("almanac/text/evening.txt", found, "THE SHORE ALMANAC\n\n" + "\n\n+ + +\n\n".join(plain(item) for item in found))


def main():
    for name, composers in {"pages": (news_pages, beacon_pages, text_pages, other_languages, single_pages), "held-out": (held_out, held_out_too)}.items():
        pages = Pages(name)
        for compose in composers:
            compose(pages)
        pages.write()
        print(f"{name}:", len(pages.expected), "pages,", sum(len(page["articles"]) for page in pages.expected), "articles")


if __name__ == "__main__":
    main()
