use super::*;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn rich() -> Answer {
    let hit = Hit {
        id: "a \"b\"\n.htm".to_owned(),
        url: some("../a.htm"),
        title: None,
        date: some("2006-07"),
        source: some("The Harbour Gazette"),
        section: None,
        byline: some("M. Qabbuti"),
        language: some("ar"),
        picture: some("a.gif"),
        also: vec![Place { url: None, id: "b".to_owned() }, Place { url: some("c"), id: "c".to_owned() }],
        spellings: vec!["kadhemi".to_owned(), "الكاظمي".to_owned()],
        tier: 5,
        score: weight::shown(1_234_567_891_011),
        excerpt: "<mark>grain</mark> &amp; السفارة".to_owned(),
        excerpt_parts: vec![
            ExcerptPart { text: "grain".to_owned(), mark: true },
            ExcerptPart { text: " & السفارة".to_owned(), mark: false },
        ],
    };
    let value = |value: &str, count| FacetValue { value: value.to_owned(), count };
    let sections = Facet { values: vec![value("News", 3), value("", 1)], more: 7, is: Certainty::AtLeast };
    let years = Facet { values: Vec::new(), more: 0, is: Certainty::Exact };
    let replaced = |from: &str| vec![Replacement { from: from.to_owned(), to: "embassy".to_owned() }];
    Answer {
        query: "embasy \\".to_owned(),
        total: u32::MAX,
        total_is: Certainty::AtLeast,
        some_words: 3,
        hits: vec![Hit { score: 0.0, also: Vec::new(), ..hit.clone() }, hit],
        suggestion: some("embassy"),
        understood: Understood {
            missing: vec!["x".to_owned()],
            ignored: vec!["the".to_owned(), "of".to_owned()],
            corrected: replaced("embasy"),
            expanded: replaced("emb"),
            words: vec![value("embassy", 12)],
        },
        facets: [("section".to_owned(), sections), ("year".to_owned(), years)].into_iter().collect(),
        timeline: vec![Month { month: some("2006-07"), count: 2 }, Month { month: None, count: 1 }],
        cost: Cost { rounds: 3, shards: 9, bytes: u64::MAX },
        incomplete: vec!["terms-0/postings-1.js".to_owned()],
    }
}

#[test]
fn an_answer_is_written_as_serde_writes_it_but_for_short_excerpts_and_months() {
    for answer in [rich(), Answer { hits: Vec::new(), suggestion: None, ..rich() }] {
        let mut out = Writer::default();
        answer.write(&mut out);
        let written = out.finish();
        let serde = serde_json::to_string(&answer).unwrap();
        let parts = r#"[{"text":"grain","mark":true},{"text":" & السفارة","mark":false}]"#;
        let html = r#""<mark>grain</mark> &amp; السفارة""#;
        let both = format!(r#""excerpt":{html},"excerpt_parts":{parts}"#);
        assert_eq!(serde.matches(&both).count(), answer.hits.len());
        let serde = serde.replace(&both, r#""excerpt":[true,"grain"," & السفارة"]"#);
        let months = r#"[{"month":"2006-07","count":2},{"month":null,"count":1}]"#;
        assert!(serde.contains(months));
        let serde = serde.replace(months, r#"["2006-07",2,null,1]"#);
        let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
        assert_eq!(value(&written), value(&serde));
        // Also in the same order; only the digits of scores may be more.
        let keys = |json: &str| json.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(keys(&written), keys(&serde));
    }
}
