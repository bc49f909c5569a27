//! Names of those who publish and write: known agencies, words that newspapers are named with, and how a name looks.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Words in a list that is divided by bars.
type List = LazyLock<FxHashSet<&'static str>>;

fn list(divided: &'static str) -> FxHashSet<&'static str> {
    divided.split('|').collect()
}

/// Agencies, papers and stations whose names don't say what they are; letters and digits only, in lower case.
static KNOWN: List = List::new(|| {
    list(
        "\
    abc|abna|agencies|adnkronos|afp|alahram|alakhbar|alalam|alarabiya|alaraby|alhayat|aljazeera|aljazeeranet|almanar|\
    almasryalyoum|almayadeen|almonitor|alquds|alray|alwatan|anadolu|ansa|antara|ap|apa|aps|asharqalawsat|\
    associatedpress|bbc|bernama|bloomberg|cbs|cnn|dpa|efe|elpais|farsnews|figaro|france24|haaretz|hurriyet|\
    ians|imemc|interfax|ips|irib|irna|isna|itartass|kuna|kyodo|lemonde|liberation|lorientlejour|maan|maannews|\
    mehr|milliyet|nbc|novosti|npr|presstv|pti|qna|reuters|rfi|rt|sabah|sana|spiegel|\
    sputnik|tasnim|tass|thehill|unifeed|upi|wafa|wam|xinhua|ynet|zeit|الجزيرة|رويترز|معا|وفا|سانا",
    )
});

/// Words that say of a name that it is a publisher's.
static TELLING: List = List::new(|| {
    list(
        "\
    agence|agencia|agencies|agency|agencja|agentur|agenzia|ajansı|anzeiger|blatt|broadcasting|chronicle|corriere|\
    courier|courrier|daily|depeche|diario|dispatch|dépêche|examiner|gazete|gazetesi|gazette|gazzetta|giornale|haber|\
    haberler|herald|inquirer|journal|kurier|nachrichten|news|newspaper|newswire|noticias|nouvelles|periódico|prensa|\
    press|presse|quotidien|radio|rundschau|telegraph|television|times|tribune|tv|weekly|wire|zeitung|écho|агентство|\
    газета|новости|известия|أخبار|أنباء|إذاعة|الأخبار|الأنباء|تلفزيون|جريدة|خبرگزاری|روزنامه|شبكة|صحيفة|قناة|مجلة|\
    وكالات|وكالة",
    )
});

/// Words that papers are named with, and much else: they tell where a publisher is expected.
static MAY_TELL: List = List::new(|| {
    list(
        "\
    center|centre|echo|express|globe|independent|information|mail|mercury|mirror|record|review|service|standard|\
    star|post|messenger|observer|monitor|bulletin|bureau|channel|network|online|ledger|guardian|magazine|reporter|\
    sentinel",
    )
});

/// What words are made of in languages that join them.
const COMPOUNDS: &[&str] = &["blatt", "zeitung", "anzeiger", "bladet", "tidende", "posten", "kurier"];

/// Cities that agencies report from: a name of one in a dateline says where, not who.
static CITIES: List = List::new(|| {
    list(
        "\
    abuja|accra|aden|algiers|alger|amman|ankara|athens|baghdad|bagdad|basra|beijing|beirut|beyrouth|bengasi|\
    benghazi|berlin|bethlehem|brussels|bruxelles|cairo|le caire|damascus|damas|dhaka|doha|dubai|gaza|gaza city|\
    geneva|genève|hebron|islamabad|istanbul|jakarta|jenin|jerusalem|jérusalem|kabul|karachi|khartoum|kiev|kuwait|\
    kuwait city|lagos|london|londres|madrid|manama|mogadishu|moscow|mosul|muscat|nablus|nairobi|new delhi|new york|\
    paris|rabat|rafah|ramallah|riyadh|rome|sanaa|tehran|tel aviv|tokyo|tripoli|tunis|united nations|vienna|\
    washington",
    )
});

/// Words in small letters that names hold.
static WITHIN_NAMES: List = List::new(|| {
    list(
        "\
    a|al|and|bin|bint|by|d|da|das|de|del|della|der|des|di|do|dos|du|e|el|en|et|for|für|ibn|l|la|le|les|of|os|the|\
    und|van|ve|von|y",
    )
});

/// Names that speak of the page, not of who made it.
static SECTIONS: List = List::new(|| {
    list(
        "\
    news|opinion|opinions|editorial|editorials|world|politics|home|archives|archive|article|articles|features|\
    sports|top stories|breaking news|latest news|reports|أخبار|الأخبار|actualités|haberler",
    )
});

const LONGEST_NAME: usize = 60;
const MOST_WORDS: usize = 7;

/// Whether it is a publisher, as far as its name says, where one is expected: beside a date, in brackets, behind a byline.
pub fn is_publisher(name: &str) -> bool {
    is_surely_publisher(name) || has_word(name, &MAY_TELL)
}

/// Whether it is a publisher wherever it stands.
pub fn is_surely_publisher(name: &str) -> bool {
    let key: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let bare = key.strip_prefix("the").unwrap_or(&key);
    KNOWN.contains(key.as_str())
        || KNOWN.contains(bare)
        || has_word(name, &TELLING)
        || is_site(name)
        || is_acronym(name)
}

/// Whether one of several words is of a list.
fn has_word(name: &str, list: &List) -> bool {
    let tells = |word: &str| list.contains(word) || COMPOUNDS.iter().any(|end| word.ends_with(end));
    words(name).count() > 1 && words(name).any(|word| tells(&word.to_lowercase()))
}

/// Whether it names a section or nothing at all.
pub fn is_section(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    SECTIONS.contains(name.as_str())
        || (!name.is_empty() && name.split_whitespace().all(|word| SECTIONS.contains(word)))
}

/// Whether it is a city known for its news.
pub fn is_city(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    CITIES.contains(name.as_str()) || name.split(" - ").any(|part| CITIES.contains(part))
}

/// Whether it is shaped like a name: a few words that begin with capitals, or a few in a script that has none.
pub fn is_name(text: &str) -> bool {
    let count = text.split_whitespace().count();
    if text.chars().count() > LONGEST_NAME
        || count > MOST_WORDS
        || text.contains(['?', '!', ';', '"', '“', '”', '«', '»'])
    {
        return false;
    }
    let mut any = false;
    for word in words(text) {
        let Some(first) = word.chars().next() else { continue };
        if first.is_lowercase() {
            if !WITHIN_NAMES.contains(word) && !word.contains('.') && !joins_a_name(word) {
                return false;
            }
        } else if first.is_alphabetic() {
            any = true;
        }
    }
    (any || is_site(text)) && (count <= 5 || !without_capitals(text))
}

/// Whether it looks like a person's name rather than a publisher's.
pub fn is_person(text: &str) -> bool {
    static OF_THE_WORLD: List = List::new(|| {
        list(
            "africa|african|america|american|arab|asia|asian|east|eastern|europe|european|global|gulf|\
        international|islamic|middle|national|north|south|the|west|world",
        )
    });
    let count = text.split_whitespace().count();
    (2..=4).contains(&count)
        && is_name(text)
        && !is_publisher(text)
        && !words(text).any(|word| OF_THE_WORLD.contains(word.to_lowercase().as_str()))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’'))).filter(|word| !word.is_empty())
}

/// `al-Ramlaqi`, `d'Orsay`.
fn joins_a_name(word: &str) -> bool {
    word.split_once(['-', '\'', '’']).is_some_and(|(before, after)| {
        before.chars().count() <= 3 && after.chars().next().is_some_and(char::is_uppercase)
    })
}

fn without_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_uppercase() && !c.is_lowercase())
}

/// `GHW`, `AFP`; words that are written so anyway are none.
fn is_acronym(name: &str) -> bool {
    const NONE: &[&str] = &["AM", "PM", "US", "UK", "UN", "EU", "UAE", "USA", "GMT", "UTC", "PA", "PM", "II", "III"];
    (2..=5).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase()) && !NONE.contains(&name)
}

/// `Haaretz.com`, `www.asiatimes.com`, `English.news.cn`.
fn is_site(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let labels: Vec<&str> = name.split('.').collect();
    let ends =
        labels.last().is_some_and(|end| (2..=7).contains(&end.len()) && end.chars().all(|c| c.is_ascii_lowercase()));
    plain
        && ends
        && labels.len() >= 2
        && labels.iter().all(|label| label.len() >= 2)
        && labels.iter().any(|label| label.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_person, is_publisher};

    #[test]
    fn publishers_are_known_by_name_or_by_the_words_of_it() {
        for name in
            ["AFP", "Ma'an", "The Hill", "Asia Times", "Nawl Radio", "GHW", "haaretz.com", "وكالة الأنباء", "Al-Jazeera"]
        {
            assert!(is_publisher(name), "{name}");
        }
        for name in ["Justine Coleman", "Baghdad", "PM", "Growing rift", "News"] {
            assert!(!is_publisher(name), "{name}");
        }
    }

    #[test]
    fn names_are_told_from_sentences_and_people_from_papers() {
        for name in ["Yousif al-Ramlaqi", "Mariyam Sulfat", "Society of the Sea", "ليلى تمراني"] {
            assert!(is_name(name), "{name}");
        }
        for text in ["The council met on", "Who came?", "ليلى تمراني قالت ان السفينة عادت اليوم"]
        {
            assert!(!is_name(text), "{text}");
        }
        assert!(is_person("Mariyam Sulfat") && !is_person("Asia Times") && !is_person("Middle East"));
    }
}
