/** Every state a reader can meet, as data: where it is, and how it is brought about. */

import { Key } from "selenium-webdriver";

import type { Fault } from "../rig/server.ts";
import type { SearchPage } from "../rig/search-page.ts";

/** What is searched for in an archive, and what its pages are called. */
export interface Edition {
  name: "ltr" | "rtl";
  /** Finds several articles, in several sections. */
  query: string;
  mistyped: string;
  /** The beginning of a word. */
  beginning: string;
  nowhere: string;
  /** An article's id. */
  article: string;
  /** A month with articles. */
  month: string;
  partner: string;
  heading: string;
  text: string;
}

export const EDITIONS: readonly Edition[] = [
  {
    name: "ltr",
    query: "embassy OR harbour OR clock",
    mistyped: "embasy",
    beginning: "emb",
    nowhere: "zeppelin",
    article: "News/2006/July/14 n/Embassy of Ostenmark Leaves Dar Lumeya, Takes the Piano, Leaves the Cat.htm",
    month: "2006-07",
    partner: "en",
    heading: "The Lighthouse Keepers’ Club",
    text: "What the newspapers wrote about us, and about everybody else, can be searched here.",
  },
  {
    name: "rtl",
    query: "الميناء OR المنارة OR المدينة OR الماء",
    mistyped: "المنرة",
    beginning: "المن",
    nowhere: "زيبلين",
    article: "maqal-1",
    month: "2010-02",
    partner: "ar",
    heading: "نادي حراس المنارات",
    text: "ما كتبته الصحف عنا وعن غيرنا يمكن البحث فيه هنا.",
  },
];

/** One state. */
export interface State {
  name: string;
  /** The page, below the site that holds the archive in `search/`; `partner` is a page of another origin. */
  at: (edition: Edition) => string;
  /** What becomes of files on their way. */
  faults?: Fault[];
  /** Runs before the page does. */
  inject?: string;
  /** Brings it about and waits until it stands. */
  reach: (page: SearchPage, edition: Edition) => Promise<unknown>;
}

const search = (query: string, further = ""): string => `search/index.html?q=${encodeURIComponent(query)}${further}`;
const results = (page: SearchPage): Promise<unknown> => page.element('[part~=results][aria-busy="false"]');
const press = async (page: SearchPage, selector: string): Promise<void> => {
  await page.driver.executeScript("arguments[0].click()", await page.element(selector));
};

export const STATES: readonly State[] = [
  { name: "empty", at: () => "search/index.html", reach: (page) => page.element("[part~=input]") },
  {
    name: "loading",
    at: ({ query }) => search(query),
    // A script that doesn't come would keep the page itself from being ready.
    faults: [{ pattern: /\/manifest\.js$/, answer: "held" }],
    reach: (page) => page.says("[part~=progress]", /…/),
  },
  { name: "results", at: ({ query }) => search(query), reach: results },
  {
    name: "completions",
    at: () => "search/index.html",
    reach: async (page, { beginning }) => {
      await page.type(beginning);
      await page.element("[part~=completion]");
      await results(page);
    },
  },
  {
    name: "filters",
    at: ({ query }) => search(query, "&after=2005"),
    reach: async (page) => {
      await results(page);
      if ((await page.texts("details[part~=filters]")).length > 0) {
        await press(page, "[part~=filters-summary]");
      }
      await page.element("[part~=facet]");
    },
  },
  {
    name: "timeline",
    at: ({ query }) => search(query, "&after=2006&before=2013"),
    reach: async (page) => {
      await results(page);
      await press(page, "[part~=as-table]");
      await page.element("[part~=timeline-table]");
    },
  },
  {
    name: "panels",
    at: ({ query }) => search(query),
    reach: async (page) => {
      await results(page);
      await press(page, "[part~=similar]");
      await press(page, "[part~=cite]");
      await page.element("[part~=citation]");
    },
  },
  { name: "no-hits", at: ({ nowhere }) => search(nowhere, "&after=2010"), reach: (page) => page.element("[part~=empty]") },
  { name: "corrected", at: ({ mistyped }) => search(mistyped), reach: (page) => page.element("[part~=corrected]") },
  {
    name: "offline",
    at: ({ query }) => search(query),
    faults: [{ pattern: /\/(?:manifest|engine|view)\.js$/, answer: "missing" }],
    inject: "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })",
    reach: (page) => page.element("[part~=error]"),
  },
  {
    name: "unreachable",
    at: ({ query }) => search(query),
    faults: [{ pattern: /\/(?:manifest|engine|view)\.js$/, answer: "missing" }],
    reach: (page) => page.element("[part~=error]"),
  },
  { name: "partial", at: ({ query }) => search(query), faults: [{ pattern: /\/articles-0\.js$/, answer: "missing" }], reach: (page) => page.element("[part~=incomplete]") },
  { name: "no-engine", at: ({ query }) => search(query), inject: "delete globalThis.WebAssembly", reach: (page) => page.element("[part~=error]") },
  {
    name: "reader",
    at: ({ query, article }) => search(query, `&article=${encodeURIComponent(article)}`),
    reach: (page) => page.element("[part~=reader] [part~=text]"),
  },
  { name: "reader-unknown", at: ({ query }) => search(query, "&article=nothing"), reach: (page) => page.says("[part~=reader]", /./) },
  { name: "browse", at: () => "search/browse/index.html", reach: async () => undefined },
  { name: "browse-month", at: ({ month }) => `search/browse/${month}.html`, reach: async () => undefined },
  {
    name: "embed",
    at: () => "search/index.html",
    reach: async (page) => {
      await page.driver.executeScript("document.querySelector('button[data-embed]').click()");
      await page.until("the dialog is filled", () =>
        page.driver.executeScript<boolean>(
          "return [...document.body.children].some(({ shadowRoot }) => shadowRoot?.querySelector('.preview dalil-search') && shadowRoot.querySelectorAll('#section option').length > 1)",
        ),
      );
    },
  },
  {
    name: "partner",
    at: () => "partner.html",
    reach: async (page, { query }) => {
      await page.type(`${query}${Key.ENTER}`);
      await results(page);
    },
  },
  {
    name: "partner-framed",
    at: () => "framed.html",
    reach: async (page, { query }) => {
      await page.type(`${query}${Key.ENTER}`);
      const frame = await page.element("[part~=frame]");
      await page.until("the frame has results", async () => (await frame.getRect()).height > 500);
    },
  },
  {
    name: "partner-link",
    at: () => "linked.html",
    reach: async (page, { query }) => {
      await page.type(`${query}${Key.ENTER}`);
      await page.element("[part~=own-page]");
    },
  },
];
