//! Pages as the usual templates of today build them: what is article and what stands around it.

use super::{Rules, read};
use crate::article::Article;
use crate::page::path_clues::PathClues;
use crate::understanding::one_article;

/// The paragraphs of every article here.
const STORY: [&str; 5] = [
    "The harbour of Marwan was opened again on Thursday after repairs that lasted for nine months and cost the town two million crowns, said Mayor Lena Orlov.",
    "Fishermen from both shores of the bay came back before noon, and the first boats went out the same night, although the wind had turned and the lighthouse was dark.",
    "“We have waited for this day since the storm,” said Basil Haddad, whose family has sold nets at the old quay for four generations, as the bells of the town rang.",
    "The council wants to build a second pier by the end of next year, but the money has not been found, and some of its members would rather mend the road to Tel Asfar.",
    "Until then large ships have to anchor outside the bay, where pilots meet them with small boats, a costly habit that the merchants of Marwan hope will end soon.",
];

/// What templates put around them.
const AROUND: [&str; 6] = [
    "Sign up for our morning letter and never miss a story from the coast.",
    "We use cookies to make this site better for you. Accept all",
    "Council quarrels about the price of bread",
    "Great news! I will bring my boat at once, thank you all.",
    "Anna Petrova writes about boats and has lived in Marwan since she was a child.",
    "Copyright Marwan Times, all rights reserved by the publisher.",
];

fn story() -> String {
    STORY.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect()
}

fn teasers() -> String {
    let titles = [AROUND[2], "Lighthouse keeper retires after forty years", "New ferry to Tel Asfar runs twice a day"];
    titles.iter().map(|title| format!("<li><a href='/n/1'>{title}</a></li>")).collect()
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Harbour Reopens | Marwan Times</title>{head}</head><body>{body}</body></html>"
    )
}

fn article(html: &str) -> Article {
    one_article(read(html, &Rules::default()), &PathClues::default())
}

/// The whole article is there, and nothing of what stands around it.
fn assert_story_alone(template: &str, html: &str) {
    let found = article(html);
    for paragraph in STORY {
        assert!(found.text.contains(paragraph), "{template} lost “{paragraph}” and has: {}", found.text);
    }
    for around in AROUND {
        assert!(!found.text.contains(around), "{template} took “{around}” for text: {}", found.text);
    }
    assert_eq!(found.title.as_deref(), Some("Harbour Reopens"), "{template}");
}

#[test]
fn a_blog_post_with_comments_share_bar_and_author_box() {
    let html = page(
        "<meta property='og:title' content='Harbour Reopens'>",
        &format!(
            "<header class=site-header><a href='/'>Marwan Times</a><nav><ul>{teasers}</ul></nav></header>\
             <div id=content class=site-content><article class='post hentry'><h1 class=entry-title>Harbour Reopens</h1>\
             <div class=entry-content>{story}<div class='sharedaddy sd-block'><h3>Share this:</h3><ul><li><a href=f>Facebook</a><li><a href=t>Twitter</a></ul></div></div>\
             <footer class=entry-meta>Posted in <a href=c>News</a>. Tagged <a href=t>boats</a>.</footer></article>\
             <div class=author-box><p>{author}</p></div>\
             <div id=comments class=comments-area><h2>2 thoughts</h2><ol><li class=comment><p>{comment}</p></li></ol></div></div>\
             <aside id=secondary class=widget-area><h3>Recent posts</h3><ul>{teasers}</ul><p>{letter}</p></aside><footer>{rights}</footer>",
            teasers = teasers(),
            story = story(),
            author = AROUND[4],
            comment = AROUND[3],
            letter = AROUND[0],
            rights = AROUND[5],
        ),
    );
    assert_story_alone("blog", &html);
}

#[test]
fn a_news_page_with_teasers_within_the_text_and_a_newsletter_box() {
    let [a, b, c, d, e] = STORY;
    let html = page(
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Harbour Reopens\"}</script>",
        &format!(
            "<div class=cookie-banner><p>{cookies}</p></div><main><div class=article-body><h1>Harbour Reopens</h1><p>{a}</p><p>{b}</p>\
             <div class='related-box'><h4>Read more</h4><ul>{teasers}</ul></div><p>{c}</p>\
             <div class='newsletter-signup'><p>{letter}</p><form><input type=email><button>Send</button></form></div><p>{d}</p><p>{e}</p></div></main>\
             <section class=most-read><h3>Most read</h3><ol>{teasers}</ol></section><footer><p>{rights}</p></footer>",
            cookies = AROUND[1],
            letter = AROUND[0],
            rights = AROUND[5],
            teasers = teasers(),
        ),
    );
    assert_story_alone("news", &html);
}

#[test]
fn a_page_of_divs_with_telling_names_only() {
    let html = page(
        "<meta property='og:site_name' content='Marwan Times'>",
        &format!(
            "<div id=top-nav><a href=a>Home</a> <a href=b>News</a> <a href=c>Sport</a></div><div class=wrap><div class=main-column><h1>Harbour Reopens</h1>\
             <div class=share-buttons><a href=f>Facebook</a> <a href=t>Twitter</a></div><div class=story>{story}</div>\
             <div class=tags><a href=x>harbour</a> <a href=y>boats</a></div><div class=bio><p>{author}</p></div>\
             <div class=comments><div class=comment><p>{comment}</p></div></div></div>\
             <div class=sidebar><ul>{teasers}</ul><p>{letter}</p></div></div><div class=footer>{rights} {cookies}</div>",
            story = story(),
            teasers = teasers(),
            author = AROUND[4],
            comment = AROUND[3],
            letter = AROUND[0],
            rights = AROUND[5],
            cookies = AROUND[1],
        ),
    );
    assert_story_alone("divs", &html);
}

#[test]
fn a_page_whose_content_stands_in_sections_after_the_teasers() {
    let html = page(
        "",
        &format!(
            "<section class=ticker><ul>{teasers}</ul></section><section class=hero><h1>Harbour Reopens</h1></section>\
             <section class=body-text>{story}</section><section class=recommended><h2>You may also like</h2>\
             <div class=card><a href=x><h3>{teaser}</h3></a></div><div class=card><a href=y><h3>New ferry to Tel Asfar</h3></a></div></section>\
             <section class=newsletter><p>{letter}</p></section><section class=legal><p>{rights}</p></section>",
            teasers = teasers(),
            teaser = AROUND[2],
            story = story(),
            letter = AROUND[0],
            rights = AROUND[5],
        ),
    );
    assert_story_alone("sections", &html);
}

#[test]
fn a_page_with_many_comments_keeps_the_article_only() {
    let comments: String = (0..40).map(|n| format!("<div class=comment id=c{n}><b>Reader {n}</b><p>{} I said so {n} times before, and I shall say so again.</p></div>", AROUND[3])).collect();
    let html = page(
        "<meta property='og:title' content='Harbour Reopens'>",
        &format!(
            "<main><article><h1>Harbour Reopens</h1>{}</article><section id=comments>{comments}</section></main><footer>{}</footer>",
            story(),
            AROUND[5]
        ),
    );
    assert_story_alone("comments", &html);
}

#[test]
fn a_live_page_of_several_articles_keeps_them_all() {
    let entries: String =
        STORY.iter().map(|text| format!("<article class=update><h3>10:30</h3><p>{text}</p></article>")).collect();
    let html = page(
        "<meta property='og:title' content='Harbour Reopens'>",
        &format!(
            "<nav><ul>{}</ul></nav><main><h1>Harbour Reopens</h1>{entries}</main><footer>{}</footer>",
            teasers(),
            AROUND[5]
        ),
    );
    assert_story_alone("live", &html);
}

#[test]
fn the_visible_part_of_a_paid_article_is_its_text() {
    let html = page(
        "<meta property='og:title' content='Harbour Reopens'>",
        &format!(
            "<main><article><h1>Harbour Reopens</h1><div class=free-part>{}</div><div class=paywall><p>Subscribe now to read on.</p></div></article>\
             <aside><ul>{}</ul><p>{}</p></aside></main>",
            story(),
            teasers(),
            AROUND[0],
        ),
    );
    let found = article(&html);
    assert!(
        STORY.iter().all(|paragraph| found.text.contains(paragraph)) && !found.text.contains("Subscribe now"),
        "{}",
        found.text
    );
}

#[test]
fn lists_quotations_tables_and_code_of_an_article_are_kept() {
    let html = page(
        "<meta property='og:title' content='Harbour Reopens'>",
        &format!(
            "<nav><ul>{teasers}</ul></nav><article><h1>Harbour Reopens</h1>{story}<h2>What is new</h2><ul><li>A longer quay for the ferries</li>\
             <li>Lamps along the whole wall</li></ul><blockquote><p>It was worth every crown, said the mayor.</p></blockquote>\
             <table><tr><th>Year</th><th>Boats</th></tr><tr><td>2011</td><td>340</td></tr><tr><td>2012</td><td>412</td></tr></table>\
             <pre>tide --at marwan --from noon</pre></article><footer>{rights}</footer>",
            teasers = teasers(),
            story = story(),
            rights = AROUND[5],
        ),
    );
    assert_story_alone("lists", &html);
    let text = article(&html).text;
    for kept in [
        "What is new",
        "A longer quay for the ferries",
        "Lamps along the whole wall",
        "It was worth every crown",
        "2012 412",
        "tide --at marwan",
    ] {
        assert!(text.contains(kept), "lost “{kept}”: {text}");
    }
}

#[test]
fn a_page_of_an_arabic_paper() {
    let story = [
        "أعيد افتتاح ميناء مروان يوم الخميس بعد إصلاحات استمرت تسعة أشهر وكلفت المدينة مليوني كرون، كما قالت رئيسة البلدية لينا أورلوف للصحفيين.",
        "وعاد الصيادون من ضفتي الخليج قبل الظهر، وخرجت القوارب الأولى في الليلة نفسها رغم أن الريح تغيرت وأن المنارة كانت مظلمة طوال الليل.",
        "ويريد المجلس بناء رصيف ثان قبل نهاية العام المقبل، لكن المال لم يتوفر بعد، ويفضل بعض أعضائه إصلاح الطريق إلى تل أصفر.",
    ];
    let paragraphs: String = story.iter().map(|text| format!("<p>{text}</p>")).collect();
    let html = page(
        "<meta property='og:title' content='الميناء يفتح من جديد'>",
        &format!(
            "<div class=menu><a href=a>الرئيسية</a> <a href=b>أخبار</a></div><div class=details dir=rtl><h1>الميناء يفتح من جديد</h1>{paragraphs}</div>\
             <div class=related><h3>اقرأ أيضا</h3><a href=c>المجلس يختلف حول سعر الخبز</a></div><div class=footer>جميع الحقوق محفوظة لصحيفة مروان</div>"
        ),
    );
    let found = article(&html);
    assert_eq!(found.text, story.join("\n"));
}

#[test]
fn a_page_without_paragraphs_that_breaks_its_lines() {
    let story = STORY.join("<br><br>");
    let html = page(
        "<meta property='og:title' content='Harbour Reopens'>",
        &format!(
            "<div class=nav><a href=a>Home</a> | <a href=b>News</a></div><div class=post-body><h3>Harbour Reopens</h3>{story}</div>\
             <div class=blog-pager><a href=x>Older post</a></div><div class=comments><p>{}</p></div><div class=footer>{}</div>",
            AROUND[3], AROUND[5],
        ),
    );
    assert_story_alone("breaks", &html);
}

#[test]
fn an_old_digest_in_tables_loses_no_report() {
    let reports: String =
        STORY.iter().map(|text| format!("<p align=center><b>***</b><p><font face=Arial size=2>{text}<br>")).collect();
    let html = format!(
        "<html><head><title>News</title></head><body><table width=100%><tr><td width=120><a href=a.htm>News</a><br><a href=b.htm>Opinion</a></td><td>{reports}</td></table></body></html>"
    );
    let page = read(&html, &Rules::default());
    for text in STORY {
        assert!(page.blocks.iter().any(|block| block.text == text && !block.aside), "{text}");
    }
}

#[test]
fn a_short_notice_is_not_lost() {
    for html in [
        page(
            "<meta property='og:title' content='Notice'>",
            "<nav><a href=a>Home</a></nav><main><h1>Notice</h1><p>No boats today.</p></main>",
        ),
        page("", "<div class=comment-free><p>No boats today.</p></div>"),
    ] {
        assert_eq!(article(&html).text, "No boats today.");
    }
}
