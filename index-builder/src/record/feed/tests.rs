use proptest::prelude::*;

use super::read;
use crate::article::Article;
use crate::limits::Limits;
use crate::problem::{Problem, Reason};
use crate::record::Records;

fn of(bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    let found = Records::all(|sink| read(bytes, "news.xml", &Limits::default(), sink));
    (found.articles.into_iter().map(|found| found.article).collect(), found.problems.of_file("news.xml").collect())
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Halwanda Courier</title><link>https://courier.example/</link><language>en-us</language>
<image><title>Logo</title></image>
<item><title>Ferry &amp;amp; Cake Aground &amp; Dry</title><link>https://courier.example/ferry</link>
<pubDate>Tue, 19 Oct 2004 23:30:00 -0500</pubDate><dc:creator>Huda Kasmiri</dc:creator>
<category>News</category><category>ferries</category><guid isPermaLink="false">courier-17</guid>
<description>The ferry ran aground.</description>
<content:encoded><![CDATA[<p>The ferry ran aground at <a href="https://a.example/x">Ras Lamda</a>.</p><p>Cake survived.</p>]]></content:encoded></item>
<item><title>Salt</title><author>desk@courier.example (Anselm Tryde)</author>
<guid>https://courier.example/salt</guid><description>&lt;p&gt;Salt costs more.&lt;/p&gt;</description></item>
</channel></rss>"#;

#[test]
fn items_of_rss_are_articles_with_all_that_is_said_of_them() {
    let (articles, problems) = of(RSS.as_bytes());
    assert_eq!(problems, []);
    let ferry = &articles[0];
    assert_eq!(ferry.title.as_deref(), Some("Ferry & Cake Aground & Dry"));
    assert_eq!(
        (ferry.id.as_str(), ferry.url.as_deref()),
        ("news.xml:courier-17", Some("https://courier.example/ferry"))
    );
    assert_eq!(ferry.date.as_deref(), Some("2004-10-19T23:30:00-05:00"), "the day of its own place");
    assert_eq!((&ferry.byline[..], &ferry.section[..]), (&["Huda Kasmiri".to_owned()][..], &["News".to_owned()][..]));
    assert_eq!(ferry.metadata["tags"], ["ferries"]);
    assert_eq!((&ferry.source[..], ferry.language.as_deref()), (&["Halwanda Courier".to_owned()][..], Some("en-US")));
    assert_eq!(ferry.text, "The ferry ran aground at Ras Lamda.\nCake survived.");
    let salt = &articles[1];
    assert_eq!((salt.id.as_str(), salt.text.as_str()), ("https://courier.example/salt", "Salt costs more."));
    assert_eq!(
        (salt.url.as_deref(), &salt.byline[..]),
        (Some("https://courier.example/salt"), &["Anselm Tryde".to_owned()][..])
    );
}

#[test]
fn atom_of_both_versions_is_read() {
    let (articles, problems) = of(r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title type="text">منارة</title>
      <link rel="self" href="https://m.example/feed"/><id>urn:feed</id>
      <entry><title type="html">One &lt;b&gt;lamp&lt;/b&gt;</title><id>tag:m.example,2010:1</id>
      <link rel="edit" href="https://m.example/edit/1"/><link rel="alternate" type="text/html" href="https://m.example/1?a=1&amp;b=2"/>
      <published>2010-05-09T10:00:00Z</published><updated>2012-01-01T00:00:00Z</updated>
      <author><name>Mariyam Sulfat</name><email>x@m.example</email></author><category term="lamps" label="Lamps"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Lit &amp; <em>bright</em>.</p><p>Second</p></div></content></entry>
      <entry><title>Two</title><id>tag:m.example,2010:2</id><issued>2003-03-08</issued><summary>Short one</summary></entry></feed>"#
        .as_bytes());
    assert_eq!(problems, []);
    let first = &articles[0];
    assert_eq!((first.title.as_deref(), first.text.as_str()), (Some("One lamp"), "Lit & bright.\nSecond"));
    assert_eq!(
        (first.url.as_deref(), first.date.as_deref()),
        (Some("https://m.example/1?a=1&b=2"), Some("2010-05-09T10:00:00Z"))
    );
    assert_eq!(
        (&first.byline[..], &first.section[..]),
        (&["Mariyam Sulfat".to_owned()][..], &["Lamps".to_owned()][..])
    );
    assert_eq!((first.language.as_deref(), first.source[0].as_str()), (Some("ar"), "منارة"));
    assert_eq!((articles[1].date.as_deref(), articles[1].text.as_str()), (Some("2003-03-08"), "Short one"));
}

#[test]
fn rss_1_and_json_feeds_are_read() {
    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel rdf:about="https://w.example/"><title>Wire</title><items><rdf:Seq><rdf:li rdf:resource="https://w.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://w.example/1"><title>Eclipse</title><link>https://w.example/1</link><description>Dark.</description>
      <dc:date>2016-03-09T08:00+03:00</dc:date></item></rdf:RDF>"#;
    let (articles, _) = of(rdf.as_bytes());
    assert_eq!((articles[0].id.as_str(), articles[0].source[0].as_str()), ("https://w.example/1", "Wire"));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "language": "en", "items": [
      {"id": "https://w.example/2", "url": "https://w.example/2", "title": "Fog", "content_html": "<p>Cup final</p>",
       "date_published": "2013-05-26T12:00:00Z", "authors": [{"name": "T. Wrenfield"}], "tags": ["sport"]},
      {"id": 7, "content_text": "Plain <b> text"}]}"#;
    let (articles, problems) = of(json.as_bytes());
    assert_eq!(problems, []);
    assert_eq!((articles[0].text.as_str(), articles[0].byline[0].as_str()), ("Cup final", "T. Wrenfield"));
    assert_eq!((articles[1].id.as_str(), articles[1].text.as_str()), ("news.xml:7", "Plain <b> text"));
}

#[test]
fn what_is_no_xml_costs_as_little_as_it_can() {
    let (articles, problems) = of(b"<rss version='0.91'><channel><title>A & B</title>
      <item><title>Bread & Salt&nbsp;again</title><description>One<br>two <b>three</b></description></item>
      <item><title>Caf\xe9</title><description>Western</description></item>
      <item><title>Cut</title><description>off <![CDATA[ in the mid");
    assert_eq!(articles[0].title.as_deref(), Some("Bread & Salt again"));
    assert!(articles[0].text.contains("three"), "{}", articles[0].text);
    assert_eq!((articles[1].title.as_deref(), articles[1].source[0].as_str()), (Some("Café"), "A & B"));
    assert!(problems.iter().any(|problem| matches!(problem.reason, Reason::BrokenFeed(_)) && problem.line.is_some()));
}

#[test]
fn of_a_blogs_export_only_published_articles_are_kept() {
    let wordpress = r#"<rss version="2.0"><channel><title>Blog</title>
      <item><title>Post</title><guid isPermaLink="false">https://b.example/?p=1</guid><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
        <category domain="category" nicename="x">Essays</category><category domain="post_tag" nicename="y">tea</category>
        <content:encoded><![CDATA[The tea of the hills is <i>older</i> than the road that brings it.

It is also warmer.]]></content:encoded></item>
      <item><title>photo</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>
      <item><title>Secret</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate></item>
      <item><title>By: Elodie</title><guid>https://b.example/post/#comment-4</guid><description>Nice</description></item></channel></rss>"#;
    let (articles, problems) = of(wordpress.as_bytes());
    assert_eq!(articles.len(), 1);
    assert_eq!(
        (articles[0].text.as_str(), articles[0].section[0].as_str()),
        ("The tea of the hills is older than the road that brings it.\nIt is also warmer.", "Essays")
    );
    assert_eq!(articles[0].metadata["tags"], ["tea"]);
    assert_eq!(problems.iter().map(|problem| &problem.reason).collect::<Vec<_>>(), [&Reason::Draft]);
    let blogger = r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:blogger.com,1999:1</id><title>Template</title><content>x</content>
      <category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#template"/></entry>
      <entry><id>tag:blogger.com,1999:2</id><title>Real</title><content type="html">Words</content>
      <category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/><category term="tea"/></entry></feed>"#;
    let (articles, _) = of(blogger.as_bytes());
    assert_eq!(
        (articles.len(), articles[0].title.as_deref(), articles[0].section[0].as_str()),
        (1, Some("Real"), "tea")
    );
}

proptest! {
    #[test]
    fn no_bytes_crash_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = of(&bytes);
    }

    #[test]
    fn no_damage_to_a_feed_crashes_the_reader(place in 0..RSS.len(), with in any::<u8>(), cut in 0..RSS.len()) {
        let mut bytes = RSS.as_bytes().to_vec();
        bytes[place] = with;
        let _ = of(&bytes);
        let _ = of(&bytes[..cut]);
    }
}
