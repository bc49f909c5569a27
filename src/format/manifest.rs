//! The manifest: what an engine must know before its first query. It names folders and counts, not files, so that it
//! stays small however large the archive is.

use serde::Serialize;

use super::by_name::ByName;
use super::envelope::{Address, Kind};
use super::facets::BLOCK;
use super::folding::FoldingTable;
use super::front_coding;
use super::inflection::Inflection;
use super::json::{self, Reader};
use super::segment::Segment;

/// What `manifest.js` holds. Fields that a reader doesn't know are ignored, so that later builders can add some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Manifest {
    /// The builder's name and version.
    pub generator: String,
    /// The folder of the module and its host code.
    pub engine: String,
    /// How many articles there are.
    pub articles: u32,
    /// How many words an article has on average, in steps of 5 %.
    pub average: u32,
    /// What stands in front of a page's percent-encoded path in its address: a base URL or a relative path.
    pub base: String,
    /// What the archive is called, where its keeper says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What every page of it says once and for all (fair use, who keeps it): shown with the search, found by none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// The language of most articles (BCP 47).
    pub language: String,
    /// How characters are folded.
    pub folding: FoldingTable,
    /// How much newer articles are preferred, in eighths; 0 where the keeper does not want it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub recency: u32,
    /// Words that the keeper wants searched together: a folded word or words, and what else is then searched, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<(String, Vec<String>)>,
    /// How its words are inflected.
    #[serde(default, skip_serializing_if = "Inflection::is_empty")]
    pub inflection: Inflection,
    /// The words: dictionary, positions, facets.
    pub terms: Terms,
    /// The articles by date.
    pub segments: Vec<Segment>,
    /// The folder of the primer; empty where the articles are compressed without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub primer: String,
    /// The entry files beside the manifest, which belong to the archive too, with their CRC-32.
    pub entries: ByName<u32>,
}

/// The folder of all that is found by word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Terms {
    /// The folder's name.
    pub folder: String,
    /// The dictionary's borders: a word belongs to the range after as many borders as are at or below it. One border
    /// fewer than there are ranges, in byte order, each as short as divides its ranges.
    #[serde(serialize_with = "front_coding::serialize")]
    #[cfg_attr(test, serde(deserialize_with = "front_coding::deserialize"))]
    pub borders: Vec<String>,
    /// How many shards of kind `positions` there are.
    pub positions: u32,
    /// The fields whose values are counted, in the order of their shards.
    pub facets: Vec<FacetField>,
    /// The borders of the shards of kind `endings`, for short typed words and for long ones, or one list for all; each
    /// list in the order of letters read backwards and one shorter than there are shards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endings: Vec<Vec<String>>,
    /// The borders of the shards of kind `words`, in byte order; as [`Terms::borders`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(serialize_with = "front_coding::serialize")]
    #[cfg_attr(test, serde(deserialize_with = "front_coding::deserialize"))]
    pub words: Vec<String>,
    /// The first key of each shard of kind `names`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(serialize_with = "front_coding::serialize")]
    #[cfg_attr(test, serde(deserialize_with = "front_coding::deserialize"))]
    pub names: Vec<String>,
    /// How many shards of kind `beginnings` there are: one or none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub beginnings: u32,
    /// The borders between shards of kind `completions`, by the beginning of a cell; as [`Terms::borders`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(serialize_with = "front_coding::serialize")]
    #[cfg_attr(test, serde(deserialize_with = "front_coding::deserialize"))]
    pub completions: Vec<String>,
    /// Further kinds of shard in this folder with the number of each; an engine asks only for those it knows.
    #[serde(default, skip_serializing_if = "ByName::is_empty")]
    pub further: ByName<u32>,
}

/// A field whose values are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct FacetField {
    /// The field's name.
    pub name: String,
    /// How many different values it has.
    pub values: u32,
    /// The length of all its shards as stored, in bytes.
    pub bytes: u64,
    /// How many document numbers each of its shards covers; [`BLOCK`] where it is not said.
    #[serde(default = "block", skip_serializing_if = "is_block")]
    pub span: u32,
}

impl Default for FacetField {
    fn default() -> Self {
        Self { name: String::new(), values: 0, bytes: 0, span: BLOCK }
    }
}

impl FacetField {
    /// How many shards it has, where there are so many document numbers.
    #[must_use]
    pub fn shards(&self, documents: u32) -> u32 {
        documents.div_ceil(self.span.max(1))
    }
}

impl Manifest {
    fn read(reader: &mut Reader<'_>) -> Self {
        const FIELDS: [&str; 16] = [
            "generator",
            "engine",
            "articles",
            "average",
            "base",
            "language",
            "folding",
            "terms",
            "segments",
            "entries",
            "title",
            "notices",
            "synonyms",
            "inflection",
            "recency",
            "primer",
        ];
        let mut manifest = Self::default();
        reader.object(&FIELDS, 10, &mut |reader, field| match field {
            0 => reader.text_into(&mut manifest.generator),
            1 => reader.text_into(&mut manifest.engine),
            2 => manifest.articles = reader.small(),
            3 => manifest.average = reader.small(),
            4 => reader.text_into(&mut manifest.base),
            5 => reader.text_into(&mut manifest.language),
            6 => manifest.folding = FoldingTable::read(reader),
            7 => manifest.terms = Terms::read(reader),
            8 => reader.array(&mut |reader| manifest.segments.push(Segment::read(reader))),
            9 => manifest.entries = counts(reader),
            10 => reader.optional_text_into(&mut manifest.title),
            11 => reader.texts_into(&mut manifest.notices),
            12 => reader.array(&mut |reader| manifest.synonyms.push(read_synonym(reader))),
            13 => manifest.inflection = Inflection::read(reader),
            14 => manifest.recency = reader.small(),
            _ => reader.text_into(&mut manifest.primer),
        });
        manifest
    }

    /// Reads a payload.
    ///
    /// # Errors
    /// Where it is not a manifest's JSON, in words.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, Self::read)
    }

    /// The ranges of the dictionary in which words that begin so can be; a word itself lies in the first of them.
    #[must_use]
    pub fn ranges(&self, beginning: &str) -> core::ops::RangeInclusive<u32> {
        let borders = &self.terms.borders;
        let first = shard(borders, beginning);
        let last = borders.partition_point(|border| border.as_str() <= beginning || border.starts_with(beginning));
        first..=number(last)
    }

    /// How many shards of one of the [`Terms::further`] kinds there are.
    #[must_use]
    pub fn further(&self, kind: Kind) -> u32 {
        self.terms.further.get(kind.name()).copied().unwrap_or_default()
    }

    /// The shard of kind `completions` that has the cell of words that begin so, in an archive that has any.
    #[must_use]
    pub fn completions(&self, cell: &str) -> Option<Address> {
        let number = shard(&self.terms.completions, cell);
        let is_there = number < self.further(Kind::Completions);
        is_there.then(|| Address::new(&self.terms.folder, Kind::Completions, number))
    }

    /// One more than the largest document number.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.segments.iter().fold(0, |sum, segment| sum.saturating_add(segment.capacity()))
    }

    /// The segments with the document number of each one's first article.
    pub fn numbered_segments(&self) -> impl Iterator<Item = (u32, &Segment)> {
        self.segments.iter().scan(0_u32, |next, segment| {
            let first = *next;
            *next = next.saturating_add(segment.capacity());
            Some((first, segment))
        })
    }

    /// How many shards of kind `facets` the first so many fields have.
    #[must_use]
    pub fn facet_shards(&self, fields: usize) -> u32 {
        let documents = self.documents();
        let fields = self.terms.facets.iter().take(fields);
        fields.fold(0, |sum, field| sum.saturating_add(field.shards(documents)))
    }

    /// The paths of all files that belong to the archive, the manifest and kinds unknown to this version included.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let is_unknown = |kind: &str| !Kind::NUMBERED.iter().any(|known| known.name() == kind);
        let further = self.terms.further.iter().filter(|(kind, _)| is_unknown(kind));
        let further = further.flat_map(|(kind, count)| {
            (0..*count).map(move |number| format!("{}/{kind}-{number}.js", self.terms.folder))
        });
        let known = self.files().into_iter().map(|file| file.path());
        known.chain(further).chain(self.entries.keys().cloned()).chain(["manifest.js".to_owned()]).collect()
    }

    /// Every file that this version knows, but the manifest and the entry files.
    #[must_use]
    pub fn files(&self) -> Vec<Address> {
        let terms = [
            (Kind::Dictionary, number(self.terms.borders.len()).saturating_add(1)),
            (Kind::Positions, self.terms.positions),
            (Kind::Facets, self.facet_shards(self.terms.facets.len())),
            (Kind::Endings, self.terms.ending_shards()),
            (Kind::Words, self.terms.word_shards()),
            (Kind::Beginnings, self.terms.beginnings),
            (Kind::Names, number(self.terms.names.len())),
            (Kind::Completions, self.further(Kind::Completions)),
            (Kind::Ids, self.further(Kind::Ids)),
            (Kind::Similar, self.further(Kind::Similar)),
        ];
        let terms = terms.into_iter().map(|(kind, count)| (self.terms.folder.as_str(), kind, count));
        let segments = self.segments.iter().flat_map(|segment| {
            [(Kind::Articles, segment.shards), (Kind::Dates, 1)]
                .map(|(kind, count)| (segment.folder.as_str(), kind, count))
        });
        let primer = (self.primer.as_str(), Kind::Primer, u32::from(!self.primer.is_empty()));
        let numbered = terms.chain([primer]).chain(segments);
        let mut files: Vec<_> = numbered
            .flat_map(|(folder, kind, count)| (0..count).map(move |number| Address::new(folder, kind, number)))
            .collect();
        files.push(Address::new(&self.engine, Kind::Engine, 0));
        files
    }
}

/// The shard of a key: it lies behind as many borders as are at or below it.
pub(super) fn shard(borders: &[String], key: &str) -> u32 {
    number(borders.partition_point(|border| border.as_str() <= key))
}

fn read_synonym(reader: &mut Reader<'_>) -> (String, Vec<String>) {
    let mut synonym = (String::new(), Vec::new());
    reader.tuple(2, &mut |reader, field| match field {
        0 => reader.text_into(&mut synonym.0),
        _ => reader.texts_into(&mut synonym.1),
    });
    synonym
}

impl Terms {
    fn read(reader: &mut Reader<'_>) -> Self {
        const FIELDS: [&str; 10] = [
            "folder",
            "borders",
            "positions",
            "facets",
            "further",
            "endings",
            "beginnings",
            "names",
            "completions",
            "words",
        ];
        let mut terms = Self::default();
        reader.object(&FIELDS, 4, &mut |reader, field| match field {
            0 => reader.text_into(&mut terms.folder),
            1 => front_coding::read(reader, &mut terms.borders),
            2 => terms.positions = reader.small(),
            3 => reader.array(&mut |reader| terms.facets.push(FacetField::read(reader))),
            4 => terms.further = counts(reader),
            5 => reader.array(&mut |reader| terms.endings.push(reader.texts())),
            6 => terms.beginnings = reader.small(),
            7 => front_coding::read(reader, &mut terms.names),
            8 => front_coding::read(reader, &mut terms.completions),
            _ => front_coding::read(reader, &mut terms.words),
        });
        terms
    }
}

impl FacetField {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut field = Self::default();
        reader.object(&["name", "values", "bytes", "span"], 3, &mut |reader, place| match place {
            0 => reader.text_into(&mut field.name),
            1 => field.values = reader.small(),
            2 => field.bytes = reader.number(u64::MAX),
            _ => field.span = reader.small(),
        });
        field
    }
}

/// Reads numbers by name.
pub(crate) fn counts(reader: &mut Reader<'_>) -> ByName<u32> {
    let mut counts = ByName::new();
    reader.map(&mut |reader, name| {
        counts.insert(name.to_owned(), reader.small());
    });
    counts
}

/// The signature is serde's.
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Likewise.
fn is_block(span: &u32) -> bool {
    *span == BLOCK
}

#[cfg(test)]
fn block() -> u32 {
    BLOCK
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Manifest, Terms};

    fn manifest() -> Manifest {
        let borders = ["d", "embas", "embr", "t"].map(str::to_owned).to_vec();
        Manifest { terms: Terms { borders, ..Terms::default() }, ..Manifest::default() }
    }

    #[test]
    fn a_word_lies_in_the_first_range_of_those_that_begin_like_it() {
        let ranges = |word| manifest().ranges(word);
        assert_eq!(ranges("a"), 0..=0);
        assert_eq!(ranges("d"), 1..=1);
        assert_eq!(ranges("emb"), 1..=3);
        assert_eq!(ranges("embassy"), 2..=2);
        assert_eq!(ranges("embas"), 2..=2);
        assert_eq!(ranges("zebra"), 4..=4);
        assert_eq!(ranges(""), 0..=4);
    }

    #[test]
    fn what_a_later_builder_adds_is_ignored() {
        let mut json = serde_json::to_value(manifest()).unwrap();
        json["names"] = serde_json::json!({ "shards": 7 });
        assert_eq!(Manifest::decode(json.to_string().as_bytes()), Ok(manifest()));
    }

    #[test]
    fn an_archive_without_name_and_notice_is_none_the_larger_and_one_with_them_keeps_them() {
        let bare = serde_json::to_value(manifest()).unwrap();
        assert!(bare.get("title").is_none() && bare.get("notices").is_none());
        let notices = vec!["Fair use.".to_owned()];
        let named = Manifest { title: Some("The Harbour Archive".to_owned()), notices, ..manifest() };
        assert_eq!(Manifest::decode(&serde_json::to_vec(&named).unwrap()), Ok(named));
    }
}
