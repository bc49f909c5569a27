//! What is one name and what is not.

use super::{Name, keys, likeness};

/// Words of English news. What differs only as spellings of a name do (ship and sheep, later and latter) is not here: such
/// words are told from names by their small letters, which this module does not see.
const ENGLISH: &str = "\
    able above abroad accept accord account accuse across action address advance advise affair afford again \
    against agency agree airport allow almost alone along already always amount anger animal announce annual \
    another answer anyone appeal appear apply appoint approve area argue army around arrest arrive article aside \
    assault attack attempt attend author avoid award aware balance ballot bank barrel basic battle beach bear \
    beat beauty become before begin behind belief belong below benefit better between beyond billion birth black \
    blame block blood board body bomb bond border bottom branch break bridge brief bring broad brother budget \
    build burden burn business buyer cabinet call camp cancel capital captain capture card care carry case cash \
    cause cease center central century certain chain chair challenge chance change charge cheap check chief \
    child choice choose church circle citizen city claim class clean clear climb close cloud coast coffee cold \
    collapse collect college colony combat comfort command comment commit common company compare compete \
    complain complete concern condemn condition conduct confirm conflict confuse congress connect consider \
    consist contact contain contest continue contract control convert copper corner correct cost council count \
    country couple courage course court cover craft crash create credit crime crisis critic cross crowd cruel \
    culture curious current custom damage danger dark daughter deadly deal debate debt decade decide declare \
    decline deeply defeat defence degree delay deliver demand deny depart depend deposit describe desert deserve \
    design destroy detail develop device differ dinner direct disaster discuss disease dismiss display dispute \
    distance divide doctor dollar double doubt dozen draft drama draw dream dress drink drive drought duty early \
    earn east economy edge educate effort either elect element empty enemy energy engine enjoy enough \
    ensure enter entire entry equal escape estate ethnic even event every evidence exact example except exchange \
    excuse expand expect expense expert explain explode expose express extend extra fact factory fail fair faith \
    fall family famous farm father fault favor fear feature federal feel field fight figure final find fine \
    finger finish fire firm first fish flag flat flight float floor flow follow food foot force foreign forest \
    forget form forward freedom freeze front fuel full function fund funeral future gain game garden gather \
    general gentle giant girl give glass global goal gold golf good govern grade grain grand grant grass great \
    green ground group grow guard guess guest guide guilty habit half hall hand happen harbor hard harm harvest \
    health hear heart heat heavy height help hero high hire history hold holiday home honest hope horse hospital \
    host hotel hound hour house huge human hundred hunger hunt hurt husband idea identify ignore illegal image \
    impact import impose improve include income increase industry inflation inform injure inside insist inspect \
    install instead intend interest invade invest invite iron island issue item jacket jail join joint journal \
    judge jump junior jury justice karat karate keep kind kingdom kitchen know labor lack lake land language \
    large last late launch lawyer leader league learn lease leather leave left legal legend lemon \
    letter level liberal library licence life light limit line link liquid list little live local long loss \
    loud lower loyal lucky lunch machine magazine main major maker malian manage manner march margin marine \
    market marriage master material matter mayor meaning measure medal media medical member memory mention \
    merchant mercy message metal method middle midnight military million mind mineral minister minor minute \
    mirror missile mission mistake mixed model modern moment money monster month moral morning mother motion \
    motor mountain mouth move murder muscle museum music muslim narrow nation native nature near neck needle \
    neighbor neither nephew network neutral never night nobody noise normal north notice novel nuclear number \
    nurse object observe obtain obvious occupy occur ocean offer office often open operate opinion oppose option \
    orange order ordinary organ origin other outlook output outside owner oxygen package painter palace panel \
    panic paper parade pardon parent park parliament partner party pass past patent patrol pattern pause payment \
    peace peasant pencil people percent perfect perform perhaps period permit person phone picture pilot pipe \
    pistol place plain planet plastic plate player plead plenty pocket poem poet point poison police \
    polite poor popular portion possess post pound poverty power practice prayer predict prefer premier prepare \
    preserve press pretty prevent price priest prince prison private prize problem proceed process produce \
    profit program project promise proof proper protect protest proud prove provide public pull punish pupil \
    purchase purpose push quality quarter queen question quick quiet quota radio raid rain raise random range \
    rapid rate rather reach react reader real reason rebel recall receive record recover reduce refer reform \
    refuse region regret reject relate release relief religion remain remember remind remote remove rent repair \
    repeat reply report request rescue reserve resign resist resort respect respond rest result retail retire \
    return reveal review revolt reward rich right rise risk river road robber rocket room root rough round route \
    royal rule rural sacred safety sailor salary salem salmon same sand satisfy save scale scandal scene school \
    science score search season seat second secret section secure seek segment select senate senior sentence \
    separate series serious servant service settle seven severe shadow shame share sharp sheep shelf shell \
    shelter shift ship shirt shock shoot shop shore short should show sick side siege sign signal silence silver \
    similar simple since single sister site size skill slave sleep slow small smoke smooth snow social soft \
    soldier solid solve soon sort soul sound source south space spare speak special speech speed spend spirit \
    split sport spread spring square stable staff stage stand standard start state stated station stay steady \
    steal steel step stick stock stomach stone storage store storm story strange street strength strike strong \
    student study style subject succeed sudden suffer sugar suggest summer summit sunday supply support suppose \
    surface surplus surprise surrender survey survive suspect sweet swing symbol system table talent talk tank \
    target tariff task teach team temple tender term terror test theater theft theory thing thirty thousand \
    threat throat throw ticket tiger timber title tobacco today together tomorrow tonight torture total touch \
    tough tour toward tower town track trade traffic train transfer transport travel treasury treaty tree \
    tremble trend trial tribe trick trip troop trouble truck trust truth twelve twenty uncle under union unite \
    university until upper urban urge useful usual valley value vehicle verdict version vessel veteran victim \
    victory video village violence visit voice volume vote voyage wage wait wake walk wall want warm warn waste \
    watch water weak wealth weapon wear wedding week weight welcome west wheat wheel while whisper white whole \
    wide widow wife wild will wind window wine wing winner winter wire wisdom wish witness woman wonder wood \
    word work world worry worth wound write wrong yard year yellow yesterday yield young";

/// How far two words are from each other that are under one key.
fn found(one: &str, other: &str) -> Option<u8> {
    let keys_of_other = keys(other);
    let guess = Name::new(one)?.guess(&Name::new(other)?);
    guess.filter(|_| keys(one).iter().any(|key| keys_of_other.contains(key)))
}

#[test]
fn other_spellings_of_a_name_are_found_in_every_script() {
    for names in [
        &["kadhimi", "kadhemi", "kazimi", "kazemi", "alkadhimi", "الكاظمي", "كاظمي", "казими"][..],
        &["haniya", "haniyeh", "haneyya", "haniyya", "هنيه", "хания"],
        &["gaddafi", "qadhafi", "kadafi", "kaddafi", "qaddafi", "gadhafi", "القذافي", "каддафи"],
        &["hussein", "husayn", "hussain", "houcine", "hossein", "husein", "حسين", "хусейн", "гусейн"],
        &["alomari", "omari", "elomari", "العمري"],
        &["elhossary", "hussary", "alhusari", "الحصري"],
        &["laroui", "aroui", "العروي"],
        &["lahcen", "lahsen", "alhasan"],
        &["cemal", "jamal", "djamel", "gamal", "جمال", "джамал"],
        &["sefik", "shafiq", "chafik", "شفيق", "шафик"],
        &["ahmed", "ahmad", "achmed", "احمد", "ахмед"],
        &["fatima", "fatema", "fatma", "fatimah", "فاطمه", "фатима"],
        &["rahma", "rahmah", "rahmat", "رحمه"],
        &["rouhani", "ruhani", "rohani", "روحاني", "роухани", "рухани"],
        &["abdulrahman", "abderrahmane", "abdurrahman", "abdelrahman", "عبدالرحمن", "абдуррахман"],
    ] {
        for one in names {
            for other in names {
                assert!(found(one, other).is_some(), "{one} {other}");
            }
        }
    }
}

#[test]
fn a_name_in_an_article_has_its_near_spellings() {
    for names in [
        &["kadhimi", "kadhemi", "kazimi", "alkadhimi", "الكاظمي", "казими"][..],
        &["haniya", "haniyeh", "haneyya", "هنيه", "хания"],
        &["gaddafi", "qadhafi", "kadafi", "каддафи"],
        &["hussein", "husayn", "hossein", "حسين", "хусейн"],
        &["mohammed", "muhammad", "mohamed", "محمد", "мухаммед"],
        &["omar", "umar", "عمر", "омар"],
        &["khaled", "khalid", "خالد", "халед"],
        &["qasim", "kasem", "qassem", "قاسم"],
    ] {
        for one in names {
            for other in names {
                assert!(likeness(one, other).is_some(), "{one} {other}");
            }
        }
    }
}

#[test]
fn the_nearer_spelling_comes_first() {
    for (sought, near, far) in [
        ("hussein", "husayn", "hassan"),
        ("kadhimi", "kazimi", "katami"),
        ("حسن", "hasan", "hussein"),
        ("حسين", "hussein", "hasan"),
        ("سليم", "saleem", "salem"),
        ("jamal", "gamal", "kamal"),
        ("qasim", "kasem", "hashim"),
    ] {
        let far = found(sought, far).unwrap_or(u8::MAX);
        assert!(found(sought, near).is_some_and(|near| near < far), "{sought}: {near} {far}");
    }
}

#[test]
fn other_words_are_other_names() {
    for (one, other) in [
        ("hand", "hound"),
        ("contract", "control"),
        ("state", "stated"),
        ("salem", "salmon"),
        ("karat", "karate"),
        ("million", "malian"),
        ("minister", "monster"),
        ("minister", "ministry"),
        ("farid", "farida"),
        ("hani", "haniyeh"),
        ("فريد", "فريده"),
        ("mario", "maria"),
        ("moscow", "mosque"),
        ("paris", "parish"),
        ("oman", "woman"),
        ("iran", "iron"),
        ("hasan", "hussein"),
        ("salim", "salam"),
        ("official", "officially"),
        ("حسن", "حسين"),
        ("سالم", "سليم"),
    ] {
        assert_eq!(likeness(one, other), None, "{one} {other}");
        assert_eq!(likeness(other, one), None, "{other} {one}");
    }
}

#[test]
fn ordinary_words_stay_apart() {
    let words: Vec<&str> = ENGLISH.split_ascii_whitespace().collect();
    assert!(words.len() > 1000);
    let names: Vec<Option<Name>> = words.iter().map(|word| Name::new(word)).collect();
    for (at, (word, name)) in words.iter().zip(&names).enumerate() {
        for (other, other_name) in words.iter().zip(&names).skip(at + 1) {
            let (Some(name), Some(other_name)) = (name, other_name) else { continue };
            let merged = name.likeness(other_name).is_some() && found(word, other).is_some();
            assert!(!merged, "{word} {other}");
        }
    }
}

#[test]
fn a_likeness_is_the_same_both_ways() {
    let words =
        ["kadhimi", "الكاظمي", "abdelkader", "عبدالقادر", "houcine", "хусейн", "rahmat", "elias", "assad", "larbi"];
    for one in words {
        assert_eq!(likeness(one, one), Some(0), "{one}");
        for other in words {
            assert_eq!(likeness(one, other), likeness(other, one), "{one} {other}");
        }
    }
}

#[test]
fn keys_are_few_and_only_of_what_can_be_a_name() {
    for word in ["", "a", "al", "1991", "b2b", "ee", "漢字", "ελλαδα", "aaaa", &"kadhimi".repeat(9)] {
        assert!(keys(word).is_empty(), "{word}");
    }
    for word in ["kadhimi", "alkadhimi", "الكاظمي", "رحمه", "alomari", "bush", "عمر"] {
        assert!((1..=6).contains(&keys(word).len()), "{word} {:?}", keys(word));
    }
    assert!(ENGLISH.split_ascii_whitespace().map(|word| keys(word).len()).sum::<usize>() < 2 * 1100);
}

#[test]
fn any_text_has_an_answer() {
    for one in ["l", "ll", "lll", "ell", "abd", "abdl", "abdaa", "ء", "ءءء", "الل", "ه", "hhh", "чъь", "'", "É", "al2"]
    {
        for other in ["lll", "kadhimi", "عبد", one] {
            let _ = (keys(one), likeness(one, other));
        }
    }
}
