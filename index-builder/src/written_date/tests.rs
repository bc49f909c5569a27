//! What is read, language by language, and what is not.

use proptest::prelude::*;

use super::{Found, Order, OrderTally, Written, dateline, find, in_dateline, order_shown, parse, parse_written};

fn dated(line: &str) -> String {
    in_dateline(line).map(|date| date.to_string()).unwrap_or_default()
}

fn rest(line: &str) -> String {
    let Found { span, .. } = dateline(line).unwrap();
    format!("{}|{}", &line[..span.start], &line[span.end..])
}

fn all_are(rows: &[(&str, &str)]) {
    for (text, date) in rows {
        assert_eq!(parse(text).unwrap_or_default(), *date, "{text}");
        let found = find(text).map(|found| found.date.in_order(None).to_string());
        assert_eq!(found.unwrap_or_default(), *date, "anywhere: {text}");
    }
}

#[test]
fn english_dates_are_read_in_every_common_form() {
    all_are(&[
        ("September 28, 2020", "2020-09-28"),
        ("Sept. 28th, 2020", "2020-09-28"),
        ("28th Sept., 2020", "2020-09-28"),
        ("28 September 2020", "2020-09-28"),
        ("Monday, 28th of September 2020", "2020-09-28"),
        ("Monday, the 28th of September, 2020", "2020-09-28"),
        ("28-Sep-2020", "2020-09-28"),
        ("28/Sep/2020", "2020-09-28"),
        ("28-Sep-20", "2020-09-28"),
        ("Sept 28 '04", "2004-09-28"),
        ("28 Sep \u{2019}04", "2004-09-28"),
        ("28 Sep 04", "2004-09-28"),
        ("Sep 28, 98", "1998-09-28"),
        ("28.Sep.98", "1998-09-28"),
        ("SEPTEMBER28,2020", "2020-09-28"),
        ("September 28 2020", "2020-09-28"),
        ("September 28. 2020", "2020-09-28"),
        ("Mon, 28 Sep 2020 10:33:00 GMT", "2020-09-28"),
        ("Mon 28 Sep 2020 10:33:00 GMT", "2020-09-28"),
        ("Mon Sep 28 10:33:00 2020", "2020-09-28"),
        ("Mon Sep 28 10:33:00 GMT+0300 2020", "2020-09-28"),
        ("September 28, 2020 at 10:33 a.m. EDT", "2020-09-28"),
        ("10:33 GMT, Monday, 28 September, 2020", "2020-09-28"),
        ("6 - 12 June 2002", "2002-06-06"),
        ("June 14-20, 2012", "2012-06-14"),
        ("30 May - 5 June 2002", "2002-05-30"),
        ("December 29 - January 4, 2005", "2004-12-29"),
        ("September 2020", "2020-09"),
        ("Sept. '04", "2004-09"),
        ("2004 September 28", "2004-09-28"),
        ("2004-Sep-28", "2004-09-28"),
        ("Summer 2004", "2004"),
        ("Winter 2004/2005", "2004"),
    ]);
}

#[test]
fn dates_in_numbers_are_read_with_every_divider() {
    all_are(&[
        ("2020/9/8", "2020-09-08"),
        ("2020.09.28", "2020-09-28"),
        ("2020-28-09", "2020-09-28"),
        ("28-09-2020", "2020-09-28"),
        ("28.9.2020", "2020-09-28"),
        ("28 / 9 / 2020", "2020-09-28"),
        ("9/28/2020 10:33:00 AM", "2020-09-28"),
        ("28.9.20", "2020-09-28"),
        ("9/28/04", "2004-09-28"),
        ("28-09-20", "2020-09-28"),
        ("04-09-28", "2004-09-28"),
        ("98-09-28", "1998-09-28"),
        ("9/28/55", ""),
    ]);
    assert_eq!(parse("2020-09-28T10:33:00+02:00").as_deref(), Some("2020-09-28T10:33:00+02:00"));
    assert_eq!(parse("20200928").as_deref(), Some("2020-09-28"));
    let zoned = "2020-09-28T10:33:00+02:00 Harbour";
    assert_eq!(&zoned[find(zoned).unwrap().span], "2020-09-28T10:33:00+02:00");
}

#[test]
fn arabic_dates_are_read_in_every_set_of_months_and_digits() {
    all_are(&[
        ("28 أيلول/سبتمبر 2020", "2020-09-28"),
        ("28 أيلول (سبتمبر) 2020", "2020-09-28"),
        ("28 سبتمبر / أيلول 2020", "2020-09-28"),
        ("٢٨ سبتمبر ٢٠٢٠", "2020-09-28"),
        ("الاثنين، 28 سبتمبر، 2020", "2020-09-28"),
        ("الإثنين 28 أيلول 2020 - 10:33 صباحاً", "2020-09-28"),
        ("يوم الاثنين الموافق 28 من سبتمبر عام 2020م", "2020-09-28"),
        ("4 كانون الثاني 2006", "2006-01-04"),
        ("4 كانون الثاني/يناير 2006", "2006-01-04"),
        ("تشرين الأول 2006", "2006-10"),
        ("14 جوان 2012", "2012-06-14"),
        ("14 جويلية 2012", "2012-07-14"),
        ("14 أوت 2012", "2012-08-14"),
        ("3 جانفي 2012", "2012-01-03"),
        ("3 فيفري 2012", "2012-02-03"),
        ("3 أفريل 2012", "2012-04-03"),
        ("14 غشت 2012", "2012-08-14"),
        ("٢٨/٩/٢٠٢٠", "2020-09-28"),
        ("٣/٤/٢٠١٢", "2012-04-03"),
        ("2020/9/28م", "2020-09-28"),
        ("صيف 2004", "2004"),
    ]);
}

#[test]
fn of_two_calendars_the_gregorian_wins_and_a_lunar_date_alone_is_as_precise_as_it_is_sure() {
    all_are(&[
        ("١٠ صفر ١٤٤٢ هـ الموافق ٢٨ سبتمبر ٢٠٢٠ م", "2020-09-28"),
        ("الاثنين 11 صفر 1442 هـ - 28 سبتمبر 2020", "2020-09-28"),
        ("28/9/2020 م - 11/2/1442 هـ", "2020-09-28"),
        ("11/2/1442 هـ، 28-9-2020", "2020-09-28"),
        ("3 صفر 1442", "2020-09"),
        ("10 صفر 1442 هـ", "2020-09"),
        ("رمضان 1442", "2021"),
        ("ربيع الأول 1425", "2004"),
    ]);
    let both = "صنعاء - الاثنين 11 صفر 1442 هـ الموافق 28 سبتمبر 2020 م - الميناء";
    assert_eq!(rest(both), "صنعاء - | - الميناء");
}

#[test]
fn persian_dates_are_read_in_both_calendars() {
    all_are(&[
        ("۷ مهر ۱۳۹۹", "2020-09-28"),
        ("دوشنبه ۷ مهر ماه ۱۳۹۹", "2020-09-28"),
        ("دوشنبه، ۷ مهر ۱۳۹۹ - ۱۰:۳۳", "2020-09-28"),
        ("۱۳۹۹/۰۷/۰۷", "2020-09-28"),
        ("۱۳۹۹/۷/۷ - ۱۰:۳۳", "2020-09-28"),
        ("1399/07/07", "2020-09-28"),
        ("۱۴۰۰/۱/۱", "2021-03-21"),
        ("7/7/1399 ه.ش", "2020-09-28"),
        ("۲۸ سپتامبر ۲۰۲۰", "2020-09-28"),
        ("۵ ژانویه ۲۰۲۰", "2020-01-05"),
        ("سه‌شنبه ۱۴ ژوئیه ۲۰۲۰", "2020-07-14"),
        ("۷ میزان ۱۳۹۹", "2020-09-28"),
    ]);
}

#[test]
fn french_turkish_german_and_spanish_dates_are_read() {
    all_are(&[
        ("lundi 28 septembre 2020", "2020-09-28"),
        ("le 28 sept. 2020 à 10h33", "2020-09-28"),
        ("1er août 2020", "2020-08-01"),
        ("1er AOÛT 2020", "2020-08-01"),
        ("28 fevrier 2020", "2020-02-28"),
        ("été 2004", "2004"),
        ("28 Eylül 2020 Pazartesi, 10:33", "2020-09-28"),
        ("28 EYLÜL 2020", "2020-09-28"),
        ("3 KASIM 2020", "2020-11-03"),
        ("3 NİSAN 2020", "2020-04-03"),
        ("Montag, 28. September 2020", "2020-09-28"),
        ("3. März 2020, 10.33 Uhr", "2020-03-03"),
        ("28 de septiembre de 2020", "2020-09-28"),
        ("lunes, 28 de septiembre del 2020", "2020-09-28"),
    ]);
}

#[test]
fn a_year_alone_fills_a_field_but_is_no_date_in_a_line() {
    for (text, date) in [("2004", "2004"), ("٢٠٠٤", "2004"), ("[2004?]", "2004"), ("عام 2004م", "2004"), ("90041", "")]
    {
        assert_eq!(parse(text).unwrap_or_default(), date, "{text}");
    }
    assert_eq!(find("In 2004 the harbour froze"), None);
}

#[test]
fn urdu_dates_are_read() {
    all_are(&[("14 جون 2012", "2012-06-14"), ("۲۸ ستمبر ۲۰۲۰", "2020-09-28"), ("مئی 2011", "2011-05")]);
}

#[test]
fn chinese_japanese_and_korean_dates_are_read() {
    all_are(&[
        ("2012年6月14日", "2012-06-14"),
        ("2012 年 6 月 14 日", "2012-06-14"),
        ("２０１２年６月１４日", "2012-06-14"),
        ("2012년 6월 14일", "2012-06-14"),
        ("2012年6月", "2012-06"),
    ]);
    for (line, date) in [
        ("2012年6月14日 星期四", "2012-06-14"),
        ("港口日报 2012年6月14日", "2012-06-14"),
        ("2012年6月14日（木）", "2012-06-14"),
        ("发布时间：2012年6月14日 10:30", "2012-06-14"),
        ("2012年13月14日", ""),
    ] {
        assert_eq!(dated(line), date, "{line}");
    }
    for line in ["2012年6月14日（木）", "2012年6月14日 星期四", "2012년 6월 14일 목요일", "2012年6月14日(木曜日)"]
    {
        assert_eq!(rest(line), "|", "{line}");
    }
}

#[test]
fn datelines_of_old_news_pages_are_read_and_leave_the_rest_of_the_line() {
    for (line, date, beside) in [
        ("September 28, 2020", "2020-09-28", "|"),
        ("Asia Times, AFP, SEPTEMBER 27, 2020", "2020-09-27", "Asia Times, AFP, |"),
        ("[ 30/12/2011 - 11:25 AM ]", "2011-12-30", "|"),
        ("Saturday June 23, 2012 04:28 by SALMA - HARBOUR AGENCY", "2012-06-23", "| by SALMA - HARBOUR AGENCY"),
        ("By Salma Adwan, The Harbour, September 28, 2020", "2020-09-28", "By Salma Adwan, The Harbour, |"),
        ("Baltimore Sun, September 28, 2020", "2020-09-28", "Baltimore Sun, |"),
        ("Published on June 14, 2012 (Thursday) | Harbour News", "2012-06-14", "Published on | | Harbour News"),
        (
            "Published: June 14, 2012 | Updated: June 15, 2012 10:30",
            "2012-06-14",
            "Published: | | Updated: June 15, 2012 10:30",
        ),
        ("Last update 15/06/2012. Posted 14/06/2012", "2012-06-14", "Last update 15/06/2012. Posted |"),
        ("PORT QAMAR, 28 Sep 2020 (Harbour) -", "2020-09-28", "PORT QAMAR, | (Harbour) -"),
        ("Al-Mina Weekly, 6 - 12 June 2002, Issue No. 589", "2002-06-06", "Al-Mina Weekly, |, Issue No. 589"),
        ("الميناء - 28/9/2020 - 10:33 م", "2020-09-28", "الميناء - |"),
        (
            "Le Phare | 14.06.2012 à 13h36 \u{2022} Mis à jour le 15.06.2012 à 20h13 | Par Salma Adwan (avec Marwan Zaki et Umm Qandil)",
            "2012-06-14",
            "Le Phare | | \u{2022} Mis",
        ),
        ("Will Adwan, WHO, September 28, 2020", "2020-09-28", "Will Adwan, WHO, |"),
        ("From Human Rights Watch, September 28, 2020", "2020-09-28", "From Human Rights Watch, |"),
        ("Qamar! News, September 28, 2020", "2020-09-28", "Qamar! News, |"),
        ("Le Jour, Port Qamar, le 28 septembre 2020", "2020-09-28", "Le Jour, Port Qamar, le |"),
        ("http://harbour.example/2012/06/13/ June 14, 2012", "2012-06-14", "http://harbour.example/2012/06/13/ |"),
        ("by salma on 14th June 2012 in News", "2012-06-14", "by salma on | in News"),
        ("By Salma Adwan on June 14, 2012", "2012-06-14", "By Salma Adwan on |"),
        ("Salma Adwan of The Harbour on June 14, 2012", "2012-06-14", "Salma Adwan of The Harbour on |"),
        ("بيروت في 28 أيلول 2020", "2020-09-28", "بيروت في |"),
    ] {
        assert_eq!(dated(line), date, "{line}");
        assert!(rest(line).starts_with(beside), "{line}: {}", rest(line));
    }
}

#[test]
fn lines_about_something_else_are_no_datelines() {
    for line in [
        "The council met on June 14, 2012 to discuss the water plan that the mayor had put before it in the spring.",
        "The council met on June 14, 2012.",
        "June 14, 2012 was a Thursday",
        "The bridge will open on 3 May 2014",
        "The harbour has been closed since 3 May 2014",
        "Last updated: June 3, 2012",
        "Last Updated on Saturday, 23 June 2012 04:28",
        "This page was last modified on 3 June 2012",
        "Copyright June 3, 2012 by the Harbour Times",
        "Copyright 2004",
        "\u{a9} 2004 Harbour Times, June 3, 2012",
        "Visitors since 2001",
        "Visitors since June 3, 2001: 1,234",
        "تم التحديث: 28/9/2020",
        "آخر تحديث 28 سبتمبر 2020",
        "جميع الحقوق محفوظة 28 سبتمبر 2020",
        "Dernière mise à jour : 28 septembre 2020",
        "Son güncelleme: 28 Eylül 2020",
        "The harbour, file, September 27, 2020",
        "400 | 2020-08-01 17:57:00+00 | 12 | 0.32 | 1.5",
        "500 │ 2020-08-01 17:57:00+00 │ 12",
        "^ Adwan, Salma. \"Ships\". The Harbour. 1 May 1998. Retrieved 2012-08-19.",
        "http://www.harbour.example/2012/06/14/story.html",
        "Source: http://harbour.example/news/2012-06-14/",
        "news/2012-06-14.htm",
        "Born 14 June 1912",
        "On September 28, 2020, protesters gathered near the harbour",
        "في 28 سبتمبر 2020 أعلن الوزير إغلاق الميناء",
        "أغلق الميناء القديم في 28 سبتمبر 2020",
        "Harbour closed until September 28, 2020",
        "News, September 2020",
        "Summer 2004",
        "Call 28 2020 now",
        "Did it happen on June 3, 2012?",
    ] {
        assert_eq!(dated(line), "", "{line}");
    }
}

#[test]
fn numbers_that_count_something_else_are_no_dates() {
    for line in [
        "Tel. 02-10-2004-55",
        "+961-28-09-2020",
        "1-800-28-09-2020",
        "server 10.12.20.5",
        "version 1.2.10",
        "score 3-2-10",
        "$12.10.2003",
        "12:30:2004",
        "A28/9/2020",
        "12/2004/5",
        "page 2004 of 3000",
        "1/2/3",
        "May 10 people come",
        "28 September",
        "July 8-10",
        "Carving - Jan 20-22",
        "July 18-19 / Bowls July 28-31 / Smithing",
        "Sept 11-13 | Fair",
        "Dec. 24/25",
        "June 31, 2012",
        "31/31/2012",
        "February 29, 2011",
        "28 September 9020",
        "tomorrow",
        "",
    ] {
        assert_eq!(find(line), None, "{line}");
    }
}

#[test]
fn day_and_month_that_cannot_be_told_apart_keep_both_readings() {
    let Some(Written::Ambiguous { day_first, month_first }) = parse_written("03/04/2012") else { panic!() };
    assert_eq!((day_first.to_string().as_str(), month_first.to_string().as_str()), ("2012-04-03", "2012-03-04"));
    assert_eq!(parse("03/04/2012").as_deref(), Some("2012"));
    assert_eq!(parse("3/4/04").as_deref(), Some("2004"));
    assert_eq!(parse("05/05/2012").as_deref(), Some("2012-05-05"));
    let written = dateline("Harbour, 3.4.2012").unwrap().date;
    assert_eq!(written.in_order(Some(Order::DayFirst)).to_string(), "2012-04-03");
}

#[test]
fn a_weekday_decides_between_two_readings() {
    assert_eq!(parse("Saturday 03/04/2010").as_deref(), Some("2010-04-03"));
    assert_eq!(parse("Thursday 03/04/2010").as_deref(), Some("2010-03-04"));
    assert_eq!(parse("السبت 03/04/2010 - 10:33").as_deref(), Some("2010-04-03"));
    assert_eq!(parse("03/04/2010, cumartesi").as_deref(), Some("2010-04-03"));
    // Neither: a slip of the pen decides nothing.
    assert_eq!(parse("Monday 03/04/2010").as_deref(), Some("2010"));
    // The newspaper's name is no Sunday.
    assert_eq!(dated("Baltimore Sun, 04/03/2011"), "2011");
}

#[test]
fn an_archive_shows_its_order_by_dates_that_can_be_read_one_way() {
    for (line, order) in [
        ("[ 30/12/2011 - 11:25 AM ]", Some(Order::DayFirst)),
        ("Filed 12/30/2011", Some(Order::MonthFirst)),
        ("9/28/04", Some(Order::MonthFirst)),
        ("03/04/2010, then 13/04/2010", Some(Order::DayFirst)),
        ("Saturday 03/04/2010", Some(Order::DayFirst)),
        ("05/05/2012", None),
        ("03/04/2012", None),
        ("2012-12-30", None),
        ("September 30, 2012", None),
    ] {
        assert_eq!(order_shown(line), order, "{line}");
    }
    let tally = OrderTally::default();
    ["30/12/2011", "28/2/2011", "03/04/2011", "13/1/2011"]
        .iter()
        .filter_map(|line| order_shown(line))
        .for_each(|order| tally.count(order));
    assert_eq!(tally.order(), Some(Order::DayFirst));
    tally.count(Order::MonthFirst);
    assert_eq!(tally.order(), None);
}

proptest! {
    #[test]
    fn no_text_crashes_the_reader(text in "(\\PC|[0-9٠-٩۰-۹/:., -]|september|مهر|صفر|sun|am){0,40}") {
        let _ = (parse(&text), in_dateline(&text), order_shown(&text), parse_written(&text));
        if let Some(found) = find(&text) {
            prop_assert!(text.get(found.span).is_some_and(|date| !date.is_empty()));
        }
    }

    #[test]
    fn every_day_is_read_as_it_is_written(year in 1900_u16..2100, month in 1_u8..=12, day in 1_u8..=28) {
        const NAMES: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"];
        let name = NAMES[usize::from(month - 1)];
        let date = format!("{year}-{month:02}-{day:02}");
        prop_assert_eq!(dated(&format!("{name} {day}, {year}")), date.clone());
        prop_assert_eq!(dated(&format!("{day} {name} {year}")), date.clone());
        prop_assert_eq!(parse_written(&format!("{day}.{month}.{year}")).map(|written| written.in_order(Some(Order::DayFirst)).to_string()), Some(date.clone()));
        prop_assert_eq!(parse_written(&format!("{month}/{day}/{year}")).map(|written| written.in_order(Some(Order::MonthFirst)).to_string()), Some(date));
    }
}
