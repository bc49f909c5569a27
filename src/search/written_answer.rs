//! An answer as JSON, for the module: the same as serde writes but for the excerpts, without serde in it.
//!
//! Structures are taken apart field by field, so that one that is added and forgotten here does not compile.

use super::answer::{
    Answer, Certainty, Cost, ExcerptPart, Facet, FacetValue, Hit, Month, Place, Replacement, Understood,
};
use crate::format::json::Writer;
use crate::format::weight;

impl Answer {
    /// Writes it.
    pub fn write(&self, out: &mut Writer) {
        let Self {
            query,
            total,
            total_is,
            some_words,
            hits,
            suggestion,
            understood,
            facets,
            timeline,
            cost,
            incomplete,
        } = self;
        out.open('{');
        text(out, "query", query);
        number(out, "total", *total);
        text(out, "total_is", total_is.name());
        number(out, "some_words", *some_words);
        list(out, "hits", hits, Hit::write);
        optional(out, "suggestion", suggestion.as_ref());
        out.key("understood");
        understood.write(out);
        out.key("facets");
        out.open('{');
        for (name, facet) in facets {
            out.name(name);
            facet.write(out);
        }
        out.close('}');
        // A month and its count in turns: with their names they would be a third of an answer.
        out.key("timeline");
        out.open('[');
        for Month { month, count } in timeline {
            out.optional_text(month.as_deref());
            out.number(u64::from(*count));
        }
        out.close(']');
        ending(out, *cost, incomplete);
        out.close('}');
    }
}

/// Writes what every answer ends with.
pub(super) fn ending(out: &mut Writer, cost: Cost, incomplete: &[String]) {
    let Cost { rounds, shards, bytes } = cost;
    out.key("cost");
    out.open('{');
    number(out, "rounds", rounds);
    number(out, "shards", shards);
    out.key("bytes");
    out.number(bytes);
    out.close('}');
    out.key("incomplete");
    out.texts(incomplete);
}

pub(super) fn text(out: &mut Writer, key: &'static str, text: &str) {
    out.key(key);
    out.text(text);
}

pub(super) fn optional(out: &mut Writer, key: &'static str, text: Option<&String>) {
    out.key(key);
    out.optional_text(text.map(String::as_str));
}

pub(super) fn number(out: &mut Writer, key: &'static str, number: u32) {
    out.key(key);
    out.number(u64::from(number));
}

pub(super) fn list<T>(out: &mut Writer, key: &'static str, items: &[T], write: fn(&T, &mut Writer)) {
    let mut items = items.iter();
    objects(out, key, items.len(), &mut |out| items.next().into_iter().for_each(|item| write(item, out)));
}

/// Writes so many objects; compiled once, whatever they are.
fn objects(out: &mut Writer, key: &'static str, count: usize, write: &mut dyn FnMut(&mut Writer)) {
    out.key(key);
    out.open('[');
    for _ in 0..count {
        out.open('{');
        write(out);
        out.close('}');
    }
    out.close(']');
}

impl Certainty {
    fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
        }
    }
}

impl Hit {
    /// Writes what its record says, without score and excerpt.
    pub(super) fn write_record(&self, out: &mut Writer) {
        let Self {
            id,
            url,
            title,
            date,
            source,
            section,
            byline,
            language,
            picture,
            also,
            spellings: _,
            tier: _,
            score: _,
            excerpt: _,
            excerpt_parts: _,
        } = self;
        text(out, "id", id);
        let texts = [url, title, date, source, section, byline, language, picture];
        let names = ["url", "title", "date", "source", "section", "byline", "language", "picture"];
        for (name, value) in names.into_iter().zip(texts) {
            optional(out, name, value.as_ref());
        }
        list(out, "also", also, Place::write);
    }

    pub(super) fn write(&self, out: &mut Writer) {
        self.write_record(out);
        out.key("spellings");
        out.texts(&self.spellings);
        number(out, "tier", self.tier);
        out.key("score");
        out.fraction(weight::unshown(self.score), weight::SHOWN_BITS);
        // Both forms of it would be more than half of an answer: the host makes them of whether the first part is marked, and
        // the parts, of which every other one is.
        out.key("excerpt");
        out.open('[');
        out.flag(self.excerpt_parts.first().is_some_and(|part| part.mark));
        self.excerpt_parts.iter().for_each(|ExcerptPart { text, mark: _ }| out.text(text));
        out.close(']');
    }
}

impl Place {
    fn write(&self, out: &mut Writer) {
        let Self { url, id } = self;
        optional(out, "url", url.as_ref());
        text(out, "id", id);
    }
}

impl Understood {
    fn write(&self, out: &mut Writer) {
        let Self { missing, ignored, corrected, expanded, words } = self;
        out.open('{');
        out.key("missing");
        out.texts(missing);
        out.key("ignored");
        out.texts(ignored);
        list(out, "corrected", corrected, Replacement::write);
        list(out, "expanded", expanded, Replacement::write);
        list(out, "words", words, FacetValue::write);
        out.close('}');
    }
}

impl Replacement {
    fn write(&self, out: &mut Writer) {
        let Self { from, to } = self;
        text(out, "from", from);
        text(out, "to", to);
    }
}

impl Facet {
    fn write(&self, out: &mut Writer) {
        let Self { values, more, is } = self;
        out.open('{');
        list(out, "values", values, FacetValue::write);
        number(out, "more", *more);
        text(out, "is", is.name());
        out.close('}');
    }
}

impl FacetValue {
    fn write(&self, out: &mut Writer) {
        let Self { value, count } = self;
        text(out, "value", value);
        number(out, "count", *count);
    }
}

#[cfg(test)]
mod tests;
