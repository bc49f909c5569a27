/**
 * Dalil's JavaScript API: search an archive on a plain static host from any page.
 *
 *     import { open } from "./dalil.js";
 *     const archive = await open();
 *     const answer = await archive.search("embassy baghdad", { sort: "newest" });
 */

/** An opened archive. */
export interface Archive {
  /** What the archive is called; null where its keeper doesn't say. */
  readonly title: string | null;
  /** What every page of the archive says once and for all (fair use, who keeps it), as plain text; normally []. */
  readonly notices: readonly string[];
  /** How many articles it has. */
  readonly articles: number;
  /**
   * Answers a query. Rejects with the signal's reason when aborted, with a {@link DalilError} when the archive can't answer.
   * What cannot be parsed as query language is searched as plain words. The language: words, `"a phrase"`, `-word`, `A OR B`, `( )`, `word*`,
   * `title:` `source:` `section:` `byline:` and the archive's own fields, `after:` `before:` `date:2003..2005`. What stands in quotation
   * marks is neither corrected nor searched in other spellings.
   */
  search(query: string, options?: SearchOptions): Promise<Answer>;
  /** Completes what a reader types: the last word to words, names and titles of this archive. Rejects as {@link Archive.search}. */
  suggest(text: string, options?: SuggestOptions): Promise<SuggestAnswer>;
  /** The articles most like the one with this id. Rejects as {@link Archive.search}. */
  similar(id: string, options?: SimilarOptions): Promise<SimilarAnswer>;
  /** The article with this id as it is stored, for a page that shows it where there is no original. Rejects as {@link Archive.search}. */
  article(id: string, options?: ArticleOptions): Promise<ArticleAnswer>;
}

/** How to complete. */
export interface SuggestOptions {
  /** How many suggestions to give: 8. */
  limit?: number;
  /** Ends the work when aborted. */
  signal?: AbortSignal | null;
}

/** How to look for similar articles. */
export interface SimilarOptions {
  /** How many articles to give: 8, which is the most. */
  limit?: number;
  /** As {@link ArticleOptions.archive}. */
  archive?: string;
  /** Ends the work when aborted. */
  signal?: AbortSignal | null;
}

/** How to get an article. */
export interface ArticleOptions {
  /** Of several archives: the address of the one whose id it is. Without it, the one that this id was last seen in. */
  archive?: string;
  /** Ends the work when aborted. */
  signal?: AbortSignal | null;
}

/** How to search. Whatever is left out has the value named first. */
export interface SearchOptions {
  /** How many hits to give: 10. */
  limit?: number;
  /** How many hits to pass over: 0. */
  offset?: number;
  /** "relevance", or the newest or oldest first. Undated articles come last. */
  sort?: Sort;
  /** false; true takes the last word as a beginning, for results while the reader types. */
  typing?: boolean;
  /** Articles from this year, month or day on ("2020", "2020-09", "2020-09-28"): null. */
  after?: string | null;
  /** Articles until the day before this year, month or day begins: null. */
  before?: string | null;
  /** Articles that have one of the values in each of the fields, `year` among them: {}. */
  filters?: Filters;
  /** "cheap" counts what costs little and says where a count is a lower bound; "exact" counts everything. */
  facets?: "cheap" | "exact";
  /** What several archives that are searched together have; null where this one is searched alone. Then their scores can be compared. */
  statistics?: Statistics | null;
  /** Ends the search when aborted. */
  signal?: AbortSignal | null;
}

/** How often words stand in several archives: the sums of their `articles` and of what `understood.words` says. */
export interface Statistics {
  articles: number;
  words: Record<string, number>;
}

/** The order of hits. */
export type Sort = "relevance" | "newest" | "oldest";

/** Field names and the values chosen in each. */
export type Filters = Record<string, readonly string[]>;

/** Whether a count is the count, or the least it can be. */
export type Certainty = "exact" | "at_least";

/** What a search found. */
export interface Answer {
  /** The query as it was given. */
  query: string;
  /** The articles that have every word; when there is none, those that have some. */
  total: number;
  /** Whether `total` is exact. */
  total_is: Certainty;
  /** How many further articles have only some of the words; they follow the others. */
  some_words: number;
  /** The hits asked for, in order. */
  hits: Hit[];
  /**
   * Another query the reader may mean, or null. Where words were corrected, the query with their likeliest corrections, whose articles
   * are among the hits already; else one that would find more, such as a phrase without its quotation marks.
   */
  suggestion: string | null;
  /** How the query was understood. */
  understood: Understood;
  /** By field, the values found articles have; `year` is always one of them. */
  facets: Record<string, Facet>;
  /** Hits by month ("2020-09", null for undated ones). */
  timeline: { month: string | null; count: number }[];
  /** What the answer costs a browser with an empty cache, after the start-up files. */
  cost: { rounds: number; shards: number; bytes: number };
  /** Files of the archive that could not be had, so that hits may be missing; normally []. */
  incomplete: string[];
  /** Of several archives: those whose hits are missing; normally []. */
  failed?: FailedArchive[];
}

/** One of several archives. */
export interface ArchiveName {
  /** What it is called; null where its keeper doesn't say. */
  title: string | null;
  /** Its folder, absolute. */
  address: string;
}

/** One of several archives that did not answer. Its title is null, too, where it could not be opened. */
export interface FailedArchive extends ArchiveName {
  code: ErrorCode | "failed";
  message: string;
}

/** How a query was understood. */
export interface Understood {
  /** Words that are in no article. */
  missing: string[];
  /** Words left out of the search: those that say nothing beside the others, dates that are none. */
  ignored: string[];
  /**
   * Words with a typing error, and words of the archive searched for them. A word may have several, each in a pair of its own, the
   * likeliest first. The same word in quotation marks is not corrected.
   */
  corrected: { from: string; to: string }[];
  /**
   * Words as typed, and what was searched along with them: other spellings of a name, in other scripts too, and synonyms. A word may have
   * several, each in a pair of its own, the nearest first. The same word in quotation marks stands alone.
   */
  expanded: { from: string; to: string }[];
  /** The words by which articles are found, as they are looked up, and in about how many articles each stands. */
  words: { value: string; count: number }[];
}

/** What is known of an article. */
export interface ArticleRecord {
  /** The article's id in the archive. */
  id: string;
  /** Where the article lies, absolute; null where it has no address of its own. */
  url: string | null;
  /** Null where an article has none. */
  title: string | null;
  /** ISO 8601, of year, month or day precision. */
  date: string | null;
  /** Who published it first. */
  source: string | null;
  /** The part of the archive it belongs to. */
  section: string | null;
  /** Who wrote it. */
  byline: string | null;
  /** BCP 47. */
  language: string | null;
  /** A picture of it, absolute; null where none is known. It may lie on another host. */
  picture: string | null;
  /** Where else the article stands (mirrors, reprints); mostly []. */
  also: Place[];
  /** Where several archives are searched: which one it is in. */
  archive?: ArchiveName;
}

/** One article found. */
export interface Hit extends ArticleRecord {
  /** Other spellings and corrections by which it was found where it does not have the words as typed; mostly []. */
  spellings: string[];
  /** Of two hits the one of the lower tier comes first, whatever their scores: from 4 on it lacks words of the query. */
  tier: number;
  /** Higher is better; comparable within one answer only. */
  score: number;
  /** HTML in which everything but `<mark>` is escaped. */
  excerpt: string;
  /** The same in parts, for those who build nodes instead of HTML. */
  excerpt_parts: { text: string; mark: boolean }[];
}

/** What a reader may be about to ask. */
export interface SuggestAnswer {
  /** What was typed. */
  query: string;
  /** The likeliest first; titles last. */
  suggestions: Suggestion[];
  /** As {@link Answer.cost}. */
  cost: Answer["cost"];
  /** As {@link Answer.incomplete}. */
  incomplete: string[];
}

/** One completion. */
export interface Suggestion {
  /** What was typed, completed, as people write it. */
  text: string;
  /** What the last words have become. */
  kind: "word" | "name" | "title";
  /** In how many articles the word (with its inflections), the name or the title stands. */
  count: number;
  /** Of a title: its latest article. */
  id: string | null;
  /** Of a title: where that article lies, absolute; null where it has no address of its own. */
  url: string | null;
}

/** What is like an article. */
export interface SimilarAnswer {
  /** The id asked for. */
  id: string;
  /** Whether an article has it. */
  known: boolean;
  /** Most like it first; the excerpt is the beginning of the text, the score counts down to 1. */
  hits: Hit[];
  /** As {@link Answer.cost}. */
  cost: Answer["cost"];
  /** As {@link Answer.incomplete}. */
  incomplete: string[];
}

/** What is stored under an id. */
export interface ArticleAnswer {
  /** The id asked for. */
  id: string;
  /** Null where no article has it. */
  article: StoredArticle | null;
  /** As {@link Answer.cost}. */
  cost: Answer["cost"];
  /** As {@link Answer.incomplete}. */
  incomplete: string[];
}

/** An article with its text and what stands beside it in time. */
export interface StoredArticle extends ArticleRecord {
  /** One paragraph a line. */
  text: string;
  /** The captions of its pictures. */
  captions: string[];
  /** The article before it in the order of dates; undated articles are an order of their own. */
  previous: ArticleRecord | null;
  /** The article after it. */
  next: ArticleRecord | null;
  /** Other articles of the same day, in order; of many the 50 around it. */
  same_day: ArticleRecord[];
  /** How many further articles of that day there are. */
  same_day_more: number;
}

/** A further place of an article. */
export interface Place {
  /** As {@link Hit.url}. */
  url: string | null;
  /** The id the article would have there: mostly its path. */
  id: string;
}

/** The most frequent values of a field among the articles found. */
export interface Facet {
  /** Up to 20, the most frequent first. */
  values: { value: string; count: number }[];
  /** How many further values there are. */
  more: number;
  /** Whether the counts are exact. */
  is: Certainty;
}

/** Why an archive could not be opened or searched. */
export interface DalilError extends Error {
  readonly code: ErrorCode;
}

/**
 * - `unreachable`: the archive's files can't be loaded.
 * - `damaged`: they can, but are not what they should be.
 * - `refused`: the page's security policy forbids WebAssembly.
 * - `unsupported`: the browser has no WebAssembly or cannot inflate.
 * - `restarted`: the engine failed at this query and was restarted; the next one is answered again.
 */
export type ErrorCode = "unreachable" | "damaged" | "refused" | "unsupported" | "restarted";

/**
 * Opens the archive at an address; by default the one this script lies in. Its engine may then still be on its way: a search waits for it,
 * and rejects where it can't be had. Several addresses give one archive that
 * searches all of them: hits say in `archive` which one they are in, ids are each archive's own, and one that can't be had is named in
 * `failed`.
 */
export declare function open(archive?: string | URL | readonly (string | URL)[]): Promise<Archive>;
