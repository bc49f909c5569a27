/**
 * English. Another language is a file beside this one, named by its tag, with the same keys (see docs/languages.md): `{name}` stands for a
 * value, and a phrase that depends on a number has a form for each category that Intl.PluralRules names.
 */
export const en = {
  dir: "ltr",
  label: "Search the archive",
  placeholder: "Words, names, “a phrase”",
  quoted: "“{word}”",
  search: "Search",
  clear: "Clear",
  noscript: "The search runs in your browser and needs JavaScript. Switch it on for this page, or ask the keeper of the archive for a list of its pages.",

  opening: "Opening the archive …",
  searching: "Searching …",
  slow: "Still loading: the line seems slow. The results will appear here by themselves.",

  articles: { one: "{n} article", other: "{n} articles" },
  articlesAtLeast: { one: "At least {n} article", other: "At least {n} articles" },
  forQuery: "{count} for {query}",
  shown: { one: "{n} shown", other: "{n} shown" },
  shownFrom: "Page {page}: {from} to {to}",
  missing: { one: "{words} is in no article here.", other: "{words} are in no article here." },
  ignored: { one: "{words} was left out of the search.", other: "{words} were left out of the search." },
  corrected: "Showing results for {to}.",
  instead: "Search for {from} instead",
  expanded: "Also searched: {to}.",
  only: "Only {from}",
  spellings: "Found as {words}",
  suggestion: "Did you mean {query}?",
  someWords: { one: "After them {n} article with only some of the words.", other: "After them {n} articles with only some of the words." },
  onlySome: "Articles with only some of the words",

  nothing: "No article was found for {query}.",
  nothingLoaded: "No article was found for {query} in the parts that could be loaded.",
  trySpelling: "Check the spelling, or write a name in another way.",
  tryFewer: "Try fewer words, or more common ones.",
  tryUnquoted: "Leave out the quotation marks: then the words may stand apart.",
  tryUnfiltered: "Take away filters, or choose a longer span of time.",
  beyond: "There are no more articles on this page.",
  firstPage: "Go to the first page",

  offline: "You are offline. What has been loaded still answers, and the search goes on by itself when the connection is back.",
  unreachable: "The archive can’t be reached. Check the connection and try again.",
  damaged: "The archive is damaged or not completely there. Try again; if it stays so, tell its keeper.",
  refused: "This page’s security policy doesn’t let the search run here. Search on the archive’s own page instead.",
  unsupported: "This browser is too old for the search, or WebAssembly is switched off. Use a newer one.",
  restarted: "The search engine failed at this query and was restarted. Try again, or change the query.",
  failed: "The search failed. Try again.",
  again: "Try again",
  ownPage: "Search on the archive’s own page",
  browse: "Browse the articles by date instead",
  details: "What went wrong",
  incomplete: "Parts of the archive could not be loaded, so articles may be missing here.",
  incompleteFiles: { one: "{n} file could not be loaded", other: "{n} files could not be loaded" },
  archivesFailed: "Could not be searched: {archives}.",

  also: "Also at",
  alsoPlaces: { one: "Also at {n} place", other: "Also at {n} places" },
  notices: "About this archive",
  similar: "Similar articles",
  similarNone: "No other article is much like this one.",
  similarFailed: "The similar articles could not be loaded.",
  cite: "Cite or share",
  citation: "Citation",
  copyCitation: "Copy citation",
  copyLink: "Copy link",
  copied: "Copied.",
  copyFailed: "Copying is not allowed here. Select the text and copy it by hand.",
  share: "Share",

  storedText: "Stored text",
  reading: "Opening the article …",
  backToResults: "Back to the results",
  original: "Read the original",
  captions: "Captions",
  inTime: "Before and after it",
  earlier: "Earlier",
  later: "Later",
  sameDay: "On the same day",
  noArticle: "There is no article at this address. It may have been taken away.",
  articleLost: "The article could not be loaded: a part of the archive is missing or damaged.",

  completions: "Suggestions",
  timeline: "Articles by date",
  timelineHint: "Drag over the bars to choose a span of time. With the keyboard: arrow keys to move, Shift to take in more, Enter to choose.",
  spanOf: "{from} to {to}",
  inPeriod: { one: "{period}: {n} article", other: "{period}: {n} articles" },
  undated: { one: "{n} article has no date", other: "{n} articles have no date" },
  allDates: "All dates",
  asTable: "As a table",
  period: "Time",
  count: "Articles",

  order: "Order",
  relevance: "Best first",
  newest: "Newest first",
  oldest: "Oldest first",

  filters: "Filters",
  filtersChosen: { one: "Filters ({n} chosen)", other: "Filters ({n} chosen)" },
  clearFilters: "Clear all filters",
  showAll: "Show all",
  showFewer: "Show fewer",
  moreFilters: "More filters",
  more: { one: "and {n} more", other: "and {n} more" },
  atLeast: "{n}+",
  section: "Section",
  source: "Source",
  byline: "Author",
  language: "Language",
  year: "Year",
  dates: "Dates",
  after: "From",
  before: "Before",
  datesHint: "A year, a month or a day: 2006, 2006-07 or 2006-07-14.",
  datesWrong: "This is not a date. Write it like 2006, 2006-07 or 2006-07-14.",

  pages: "Pages",
  page: "Page {n}",
  previous: "Previous",
  next: "Next",
} as const satisfies Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>;

/** The forms of a phrase that depends on a number. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** What a language has to say. */
export type Table = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Plural;
};

/** What the dialog says that offers the search to other sites; it brings all languages itself. */
export const embed = {
  open: "Embed this search",
  title: "Embed this search",
  way: "How it is embedded",
  tags: "Script and element",
  tagsHint: "Takes its place in the page and follows its width and language. The page trusts this archive’s host as it trusts every script that it embeds.",
  frame: "Frame",
  frameHint: "Kept apart: it can neither read nor change the page around it, and works under strict security policies.",
  theme: "Colours",
  auto: "As on the page",
  light: "Light",
  dark: "Dark",
  section: "Section",
  whole: "Whole archive",
  placeholder: "Text in the empty box",
  code: "Lines to copy",
  copy: "Copy",
  copied: "Copied.",
  copyFailed: "Copying is not allowed here. The lines are marked: copy them by hand.",
  preview: "Preview",
  close: "Close",
  frameTitle: "Search the archive",
  disk: "This archive was opened from disk. Put it on a web host and open it there: these lines need its address.",
} as const;

/** The same in a language. */
export type EmbedTable = Readonly<Record<keyof typeof embed | "dir", string>>;

/** What pages say that list the articles without any script; they are made by the builder and cost the search nothing. */
export const browse = {
  all: "Browse all articles by date",
  noscript: "The search runs in your browser and needs JavaScript. Switch it on for this page, or {link}.",
  link: "browse the articles by date",
  sections: "Sections",
  otherSections: "Further sections",
  wholePage: "All sections",
  undated: "Without a date",
  yearOnly: "{year}, month unknown",
  dayUnknown: "Day unknown",
} as const;

/** The same in a language. */
export type BrowseTable = Readonly<Record<keyof typeof browse, string>>;
