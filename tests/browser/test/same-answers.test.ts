/** One engine, everywhere the same: what the command line answers, each browser answers to the last digit of a score. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Archive, HARBOUR, readQueries, reports, timeCollection, type Answer, type Hit, type Options } from "../rig/archives.ts";
import { inEachBrowser } from "../rig/browsers.ts";
import { Host } from "../rig/server.ts";

interface Question {
  query: string;
  options: Options;
}

interface Case {
  archive: Archive;
  host: Host;
  questions: Question[];
  expected: Answer[];
}

/** Every option, alone and together, and words that are written in other ways. */
const HARBOUR_QUESTIONS: readonly Question[] = [
  { query: "harbour", options: {} },
  { query: "harbour", options: { sort: "newest" } },
  { query: "harbour", options: { sort: "oldest", limit: 30 } },
  { query: "harbour", options: { offset: 20 } },
  { query: "harbour", options: { offset: 500 } },
  { query: "harbour", options: { after: "2009-07" } },
  { query: "harbour", options: { before: "2009-07" } },
  { query: "harbour", options: { after: "2005", before: "2012-06-15", sort: "oldest" } },
  { query: "harbour", options: { filters: { section: ["Opinion"] } } },
  { query: "harbour", options: { filters: { section: ["News"], source: ["Coast Times", "Evening Post"] }, sort: "newest", limit: 3, offset: 2 } },
  { query: "lighth", options: { typing: true } },
  { query: "lighth", options: {} },
  { query: "lighthouse storm", options: {} },
  { query: "Zurich CAFE", options: {} },
  { query: "الميناء", options: {} },
  { query: "“keeper” <b> & nowhere-at-all", options: {} },
  { query: "headline", options: {} },
  { query: "", options: {} },
];

const TIME_OPTIONS: readonly Options[] = [
  { sort: "newest" },
  { sort: "oldest", limit: 25 },
  { after: "1963-04", before: "1963-09-15" },
  { filters: { page: ["022", "024"] } },
  { offset: 10, limit: 5 },
  { typing: true },
];

/** The last two need no word, so that primer and articles come in one round. */
const REPORT_QUESTIONS: readonly Question[] = [
  { query: "harbour council", options: {} },
  { query: "lighthouse", options: { sort: "newest", limit: 30 } },
  { query: "", options: { sort: "oldest", offset: 100 } },
  { query: "", options: {} },
];

let harbour: Case;
let primed: Case;
let time: Case | null = null;

async function prepare(archive: Archive, add: (archive: Archive) => Promise<Pick<Case, "questions" | "expected">>): Promise<Case> {
  return { archive, host: await Host.start(archive.parent), ...(await add(archive)) };
}

before(async () => {
  const asked = (questions: readonly Question[]) => async (archive: Archive): Promise<Pick<Case, "questions" | "expected">> => ({
    questions: [...questions],
    expected: await Promise.all(questions.map(({ query, options }) => archive.search(query, options))),
  });
  harbour = await prepare(await Archive.build(HARBOUR), asked(HARBOUR_QUESTIONS));
  primed = await prepare(await Archive.of(reports()), asked(REPORT_QUESTIONS));
  const collection = timeCollection();
  if (collection) {
    time = await prepare(await Archive.build(collection.documents), async (archive) => {
      const queries = await readQueries(collection.queries);
      const further = TIME_OPTIONS.map((options, i) => ({ query: queries[i * 11] ?? "", options }));
      return {
        questions: [...queries.map((query) => ({ query, options: {} })), ...further],
        expected: [
          ...(await archive.searchAll(collection.queries)),
          ...(await Promise.all(further.map(({ query, options }) => archive.search(query, options)))),
        ],
      };
    });
  }
});

after(async () => {
  for (const one of [harbour, primed, time]) {
    await one?.host.stop();
    await one?.archive.remove();
  }
});

/** A page that imports the module, and one that has only the classic script. Each leaves the opened archive in `archive`. */
const MODULE_PAGE = `<!DOCTYPE html><meta charset="utf-8"><title>module</title>
<script type="module">import { open } from "./search/dalil.js"; window.archive = open();</script>`;
const SCRIPT_PAGE = `<!DOCTYPE html><meta charset="windows-1252"><title>script</title>
<script src="search/widget.js"></script><script>window.archive = Dalil.open();</script>`;

/** The answers come as text, so that no driver has a say in how a number is written. */
const ASK = `
  const [questions, done] = arguments;
  (async () => {
    const archive = await window.archive;
    const answers = [];
    for (const { query, options } of questions) {
      answers.push(await archive.search(query, options));
    }
    return JSON.stringify(answers);
  })().then(done, (error) => done("failed: " + error.name + ": " + error.message));
`;

/** The same answer as a browser gives it: addresses are absolute there. */
function resolved(answer: Answer, base: string): Answer {
  const absolute = (address: string | null): string | null => (address === null ? null : new URL(address, base).href);
  const also = (hit: Hit): Hit["also"] => hit.also.map((place) => ({ ...place, url: absolute(place.url) }));
  const hit = (hit: Hit): Hit => ({ ...hit, url: absolute(hit.url), picture: absolute(hit.picture), also: also(hit) });
  return { ...answer, hits: answer.hits.map(hit) };
}

inEachBrowser((browser) => {
  const compare = async ({ questions, expected }: Case, page: string, base: string): Promise<void> => {
    const { driver } = browser();
    await driver.get(page);
    const text = await driver.executeAsyncScript<string>(ASK, questions);
    assert.ok(text.startsWith("["), text);
    const answers = JSON.parse(text) as Answer[];
    assert.equal(answers.length, expected.length);
    for (const [i, answer] of answers.entries()) {
      const wanted = expected[i];
      assert.ok(wanted);
      assert.deepEqual(answer, resolved(wanted, base), JSON.stringify(questions[i]));
    }
  };

  const overHttp = async (one: Case): Promise<void> => {
    one.host.pages.set("/module.html", MODULE_PAGE);
    await compare(one, one.host.address("module.html"), one.host.address("search/"));
  };

  const fromDisk = async (one: Case): Promise<void> => {
    await compare(one, await one.archive.pageOnDisk("script.html", SCRIPT_PAGE), one.archive.onDisk(""));
  };

  test("the imported module answers as the command line does, whatever the options", () => overHttp(harbour));
  test("the classic script answers the same from disk", () => fromDisk(harbour));

  test("articles that refer to a primer are read over http, whichever of both comes first", async () => {
    await overHttp(primed);
    assert.ok(primed.host.requests.some((request) => request.includes("/primer-")));
    await overHttp({ ...primed, questions: primed.questions.slice(-1), expected: primed.expected.slice(-1) });
  });
  test("articles that refer to a primer are read from disk", () => fromDisk(primed));

  test("the imported module answers every query of a real collection as the command line does", async (t) => {
    await (time ? overHttp(time) : t.skip("no time collection"));
  });
  test("the classic script answers every query of a real collection from disk", async (t) => {
    await (time ? fromDisk(time) : t.skip("no time collection"));
  });
});
