//! Names of months, weekdays and seasons, as articles write them.
//!
//! One row a language or custom; forms of one name stand between bars. A name that is also a common word of its language, and
//! short, is left out.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::spelling::folded;
use super::tokens::Tokens;

/// The months of the calendar that all dates end up in.
const GREGORIAN: [[&str; 12]; 11] = [
    [
        "january|jan",
        "february|feb|febr",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ],
    [
        "janvier|janv",
        "février|févr|fév",
        "mars",
        "avril|avr",
        "mai",
        "juin",
        "juillet|juil",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre|déc",
    ],
    // Egypt and the Gulf.
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل|ابريل",
        "مايو",
        "يونيو|يونيه",
        "يوليو|يوليه",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    // The Levant and Iraq.
    [
        "كانون الثاني|كانون ثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول|تشرين أول",
        "تشرين الثاني|تشرين ثاني",
        "كانون الأول|كانون أول",
    ],
    // Algeria and Tunisia.
    ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية|جويليه", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    // Morocco.
    ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"],
    ["ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"],
    // Urdu.
    ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"],
    // Persian, of the Gregorian calendar.
    [
        "ژانویه|ژانویهٔ",
        "فوریه",
        "مارس",
        "آوریل",
        "مه|می",
        "ژوئن",
        "ژوئیه|ژوییه|جولای",
        "اوت|آگوست|اگست",
        "سپتامبر",
        "اکتبر",
        "نوامبر",
        "دسامبر",
    ],
    [
        "januar|jänner|jän",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober|okt",
        "november",
        "dezember|dez",
    ],
    [
        "enero|ene",
        "febrero",
        "marzo",
        "abril|abr",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre|setiembre",
        "octubre",
        "noviembre",
        "diciembre|dic",
    ],
];

/// The months of Iran's and Afghanistan's solar calendar.
const SOLAR: [[&str; 12]; 2] = [
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد|امرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"],
    ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"],
];

/// The months of the Islamic lunar calendar.
const LUNAR: [[&str; 12]; 2] = [
    [
        "محرم|المحرم|محرم الحرام",
        "صفر",
        "ربيع الأول|ربیع‌الاول",
        "ربيع الآخر|ربيع الثاني|ربیع‌الثانی",
        "جمادى الأولى|جمادى الأول|جمادی‌الاول",
        "جمادى الآخرة|جمادى الثانية|جمادى الآخر|جمادی‌الثانی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة|ذي القعدة|ذی‌القعده",
        "ذو الحجة|ذي الحجة|ذی‌الحجه",
    ],
    ["muharram", "safar", "", "", "", "", "rajab", "shaaban|shaban", "ramadan|ramadhan", "shawwal", "", ""],
];

/// From Monday on.
const WEEKDAYS: [[&str; 7]; 11] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["mon", "tue|tues", "wed", "thu|thur|thurs", "fri", "sat", "sun"],
    ["lundi|lun", "mardi", "mercredi|mer", "jeudi|jeu", "vendredi|ven", "samedi|sam", "dimanche|dim"],
    ["الاثنين|الإثنين|اثنين", "الثلاثاء|ثلاثاء", "الأربعاء|أربعاء", "الخميس|خميس", "الجمعة|جمعة", "السبت|سبت", "الأحد|أحد"],
    ["pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"],
    [
        "دوشنبه|دو شنبه",
        "سه‌شنبه|سه شنبه",
        "چهارشنبه|چهار شنبه",
        "پنجشنبه|پنج‌شنبه|پنج شنبه",
        "جمعه|آدینه",
        "شنبه",
        "یکشنبه|یک شنبه",
    ],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"],
    [
        "星期一|周一|週一",
        "星期二|周二|週二",
        "星期三|周三|週三",
        "星期四|周四|週四",
        "星期五|周五|週五",
        "星期六|周六|週六",
        "星期日|星期天|周日|週日",
    ],
    [
        "月曜日|月曜|月",
        "火曜日|火曜|火",
        "水曜日|水曜|水",
        "木曜日|木曜|木",
        "金曜日|金曜|金",
        "土曜日|土曜|土",
        "日曜日|日曜|日",
    ],
    ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
];

/// A season is known to the year: winter has days in two, and the south has its own.
const SEASONS: [[&str; 4]; 6] = [
    ["spring", "summer", "autumn|fall", "winter"],
    ["printemps", "été", "automne", "hiver"],
    ["ربيع", "صيف", "خريف", "شتاء"],
    ["ilkbahar|bahar", "yaz", "sonbahar|güz", "kış"],
    ["frühling|frühjahr", "sommer", "herbst", "winter"],
    ["primavera", "verano", "otoño", "invierno"],
];

/// Names of one kind, and what each counts, from 1.
#[derive(Debug)]
pub struct Names(FxHashMap<String, u8>);

/// Months of the Gregorian calendar.
pub static MONTHS: LazyLock<Names> = LazyLock::new(|| Names::of(&GREGORIAN));
/// Months of the solar Hijri calendar.
pub static SOLAR_MONTHS: LazyLock<Names> = LazyLock::new(|| Names::of(&SOLAR));
/// Months of the lunar Hijri calendar.
pub static LUNAR_MONTHS: LazyLock<Names> = LazyLock::new(|| Names::of(&LUNAR));
/// Days of the week, Monday first.
pub static DAYS: LazyLock<Names> = LazyLock::new(|| Names::of(&WEEKDAYS));
/// Seasons.
pub static TIMES_OF_YEAR: LazyLock<Names> = LazyLock::new(|| Names::of(&SEASONS));

impl Names {
    fn of<const N: usize>(rows: &[[&str; N]]) -> Self {
        let numbered = rows.iter().flat_map(|row| (1_u8..).zip(row));
        let forms = numbered.flat_map(|(number, names)| names.split('|').map(move |name| (folded(name), number)));
        Self(forms.filter(|(name, _)| !name.is_empty()).collect())
    }

    /// What a name counts, whatever its case and accents.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u8> {
        self.0.get(&folded(name)).copied()
    }

    /// The name at a place of a line, of two words or of one, and the place behind it.
    #[must_use]
    pub fn at(&self, tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
        let first = tokens.word(at)?;
        if let Some(second) = tokens.word(at + 1)
            && let Some(&number) = self.0.get(&format!("{first} {second}"))
        {
            return Some((number, at + 2));
        }
        self.0.get(&first).map(|&number| (number, at + 1))
    }
}

/// The number of the Gregorian month that a word, or two, names.
#[must_use]
pub fn month(name: &str) -> Option<u8> {
    MONTHS.number(name)
}

#[cfg(test)]
mod tests {
    use super::{DAYS, LUNAR_MONTHS, MONTHS, Names, SOLAR_MONTHS, TIMES_OF_YEAR, month};

    #[test]
    fn months_are_known_in_every_language_and_custom() {
        for (name, number) in [
            ("sept", 9),
            ("SEPTEMBER", 9),
            ("août", 8),
            ("aout", 8),
            ("سبتمبر", 9),
            ("أيلول", 9),
            ("كانون الثاني", 1),
            ("جويلية", 7),
            ("شتنبر", 9),
            ("EYLÜL", 9),
            ("Kasım", 11),
            ("KASIM", 11),
            ("NİSAN", 4),
            ("ژوئیه", 7),
            ("märz", 3),
            ("septiembre", 9),
        ] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        assert_eq!(month("monday"), None);
    }

    #[test]
    fn weekdays_and_months_of_other_calendars_are_known() {
        let found: [(&Names, &str, u8); 6] = [
            (&DAYS, "Samedi", 6),
            (&DAYS, "الإثنين", 1),
            (&DAYS, "سه شنبه", 2),
            (&SOLAR_MONTHS, "مهر", 7),
            (&LUNAR_MONTHS, "ذي الحجة", 12),
            (&TIMES_OF_YEAR, "Été", 2),
        ];
        for (names, name, number) in found {
            assert_eq!(names.number(name), Some(number), "{name}");
        }
    }

    #[test]
    fn no_name_means_two_months() {
        for names in super::GREGORIAN.iter().chain(&super::SOLAR).chain(&super::LUNAR) {
            for (number, name) in (1_u8..).zip(names) {
                for form in name.split('|').filter(|form| !form.is_empty()) {
                    let found = MONTHS.number(form).or(SOLAR_MONTHS.number(form)).or(LUNAR_MONTHS.number(form));
                    assert_eq!(found, Some(number), "{form}");
                }
            }
        }
    }
}
