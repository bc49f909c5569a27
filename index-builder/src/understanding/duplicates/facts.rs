//! Words that state a fact as figures do: numbers in letters, days of the week, months.

/// Folded, of the languages in which they are written small; where names are written with capitals these are found as names.
/// A word that also means something else (`may`, `second`, `ten` in Dutch) is left out.
const FACTS: [&str; 7] = [
    // English
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
     nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozens hundreds \
     thousands third fourth fifth sixth seventh eighth ninth tenth",
    // French
    "deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante \
     soixante cent mille lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril mai juin juillet aout \
     septembre octobre novembre decembre",
    // German
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreissig vierzig funfzig sechzig siebzig achtzig \
     neunzig hundert tausend",
    // Spanish
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta \
     sesenta setenta ochenta noventa cien lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril \
     mayo junio julio agosto septiembre octubre noviembre diciembre",
    // Italian
    "due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta cento \
     lunedi martedi mercoledi giovedi venerdi domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre \
     dicembre",
    // Portuguese
    "dois quatro sete oito nove dez doze vinte trinta quarenta cinquenta janeiro fevereiro marco maio junho julho \
     setembro outubro dezembro",
    // Russian
    "два три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто тысяча понедельник вторник \
     среда четверг пятница суббота воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября \
     декабря",
];

/// Whether a folded word is a number, a weekday or a month.
pub(super) fn is_fact(folded: &str) -> bool {
    FACTS.iter().any(|language| language.split_ascii_whitespace().any(|fact| fact == folded))
}

#[cfg(test)]
mod tests {
    use super::FACTS;
    use crate::understanding::duplicates::words::words;

    #[test]
    fn every_fact_is_written_as_words_are_folded() {
        for fact in FACTS.iter().flat_map(|language| language.split_ascii_whitespace()) {
            assert_eq!(words(fact).first().map(|word| &*word.folded), Some(fact));
        }
    }
}
