//! Languages in Arabic and in Cyrillic letters, told apart by the letters that only some of them have and by a few words.

/// What tells a language apart, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) language: &'static str,
    /// Sure enough to be believed against what somebody declared.
    pub(super) is_certain: bool,
}

/// Letters that make a text in Arabic script one of these languages.
const OWN_LETTERS: [(&str, &str); 5] =
    [("ckb", "ێۆڵڕڤ"), ("ug", "ۇۈۋڭ"), ("ps", "ټډړږښځڅۍڼ"), ("sd", "ٻڄڃڏڀٿڇڊڌڍڦڱڳڻ"), ("ur", "ٹڈڑںےہھ")];

/// Written with Arabic letters for k and y, as old code pages had them.
const PERSIAN: [&str; 17] =
    ["در", "به", "از", "كه", "اين", "را", "با", "است", "مي", "براي", "شد", "خود", "هاي", "شده", "كرد", "بود", "آن"];
const ARABIC: [&str; 16] =
    ["في", "من", "على", "إلى", "الى", "أن", "ان", "عن", "هذا", "هذه", "التي", "الذي", "كان", "قد", "كما", "بعد"];

/// The language of a text in Arabic script; `None` where nothing tells.
pub(super) fn in_arabic_script(text: &str) -> Option<Guess> {
    let (mut letters, mut arabic, mut persian, mut own) = (0_usize, 0_usize, 0_usize, [0_usize; OWN_LETTERS.len()]);
    for letter in text.chars().filter(|c| !c.is_ascii()) {
        match letter {
            'ا' | 'ب' | 'ت' | 'د' | 'ر' | 'س' | 'ع' | 'ف' | 'ق' | 'ل' | 'م' | 'ن' | 'ه' | 'و' | 'ي' => {}
            'ة' | 'أ' | 'إ' | 'ؤ' => arabic += 1,
            'پ' | 'چ' | 'ژ' | 'گ' => persian += 2,
            _ => {
                OWN_LETTERS.iter().zip(&mut own).filter(|((_, set), _)| set.contains(letter)).for_each(|(_, n)| *n += 1)
            }
        }
        letters += 1;
    }
    let own =
        OWN_LETTERS.iter().zip(own).map(|((language, _), count)| (count, *language)).max_by_key(|(count, _)| *count)?;
    // A name or a quotation in another language brings single letters.
    if own.0 * 40 >= letters && own.0 > 0 {
        return Some(Guess { language: own.1, is_certain: own.0 >= 5 });
    }
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= 4) {
        if word.len() > 8 && word.starts_with("ال") {
            arabic += 1;
        } else if word.len() <= 10 {
            let written =
                if word.contains(['ی', 'ک']) { &*word.replace('ی', "ي").replace('ک', "ك") } else { word };
            arabic += usize::from(ARABIC.contains(&word)) * 2;
            persian += usize::from(PERSIAN.contains(&written)) * 2;
        }
    }
    let (most, least, language) = if persian > arabic { (persian, arabic, "fa") } else { (arabic, persian, "ar") };
    (most > 0).then_some(Guess { language, is_certain: most >= 6 && most >= 2 * least })
}

/// Beyond the letters that all have: of each language those it uses.
const CYRILLIC: [(&str, &str); 12] = [
    ("ru", "йщьюяыэёъ"),
    ("uk", "йщьюяіїєґ"),
    ("bg", "йщьюяъ"),
    ("sr", "ђјљњћџ"),
    ("be", "йьюяыэёўі"),
    ("mk", "ѓќѕјљњџ"),
    ("kk", "йщьюяыэёъәғқңөұүһі"),
    ("ky", "йщьюяыэёъңөү"),
    ("mn", "йщьюяыэёъөү"),
    ("tg", "йюяэёъғӣқӯҳҷ"),
    ("tt", "йщьюяыэёъәҗңөүһ"),
    ("uz", "йьюяэёъўқғҳ"),
];

const CYRILLIC_WORDS: [(&str, [&str; 10]); 5] = [
    ("ru", ["что", "это", "как", "для", "его", "не", "был", "они", "или", "после"]),
    ("uk", ["що", "та", "це", "як", "для", "його", "не", "був", "після", "або"]),
    ("bg", ["на", "за", "от", "се", "да", "са", "че", "като", "след", "ще"]),
    ("sr", ["је", "и", "у", "да", "се", "на", "су", "за", "који", "након"]),
    ("mk", ["на", "и", "во", "да", "се", "од", "за", "ќе", "што", "по"]),
];

/// The language of a text in Cyrillic letters; `None` where two would have written it.
pub(super) fn in_cyrillic(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    let special = |c: &char| CYRILLIC.iter().any(|(_, letters)| letters.contains(*c));
    let letters: Vec<char> = lower.chars().filter(special).collect();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let score = |(language, own): &(&'static str, &str)| {
        let used = letters.iter().filter(|letter| own.contains(**letter)).count();
        let foreign = letters.len() - used;
        let known = CYRILLIC_WORDS.iter().find(|(code, _)| code == language);
        let hits = known.map_or(0, |(_, list)| words.iter().filter(|word| list.contains(word)).count());
        let score = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 8);
        (score(used) + score(hits) - 3 * score(foreign), *language)
    };
    let mut ranked: Vec<(i64, &'static str)> = CYRILLIC.iter().map(score).collect();
    // Stable: of those that use the same letters the first one.
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (best, language) = *ranked.first().filter(|(best, _)| *best > 0)?;
    Some(Guess { language, is_certain: best >= 10 })
}
