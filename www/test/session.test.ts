import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import type { Answer, Archive, SearchOptions } from "../src/dalil.js";
import { BLANK } from "../src/element/request.ts";
import { SearchSession } from "../src/element/session.ts";
import { Failure } from "../src/failure.ts";

const MANNER = { limit: 10, fixed: {} };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** A session over an archive whose answers come when the test says so. */
function session() {
  const asked: { query: string; options: SearchOptions; answer: (answer: Partial<Answer>) => Promise<void>; fail: (error: Error) => Promise<void> }[] = [];
  const opened = { times: 0 };
  const unused = (): Promise<never> => Promise.reject(new Error("a session only searches"));
  const archive: Archive = {
    suggest: unused,
    similar: unused,
    article: unused,
    title: null,
    articles: 1,
    notices: ["Fair use."],
    search: (query, options = {}) =>
      new Promise((resolve, reject) => {
        asked.push({
          query,
          options,
          answer: async (answer) => (resolve({ query, hits: [], facets: {}, ...answer } as unknown as Answer), pass(1)),
          fail: async (error) => (reject(error), settled()),
        });
      }),
  };
  const open = async (): Promise<Archive> => {
    opened.times += 1;
    return archive;
  };
  return { asked, opened, session: new SearchSession(open, () => undefined) };
}

/** Lets promises that are due run. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
}

async function pass(milliseconds: number): Promise<void> {
  await settled();
  mock.timers.tick(milliseconds);
  await settled();
}

test("nothing is opened before the first keystroke, and keystrokes in a row ask once", async () => {
  const { asked, opened, session: searching } = session();
  assert.equal(opened.times, 0);
  for (const query of ["e", "em", "emb"]) {
    searching.ask({ ...BLANK, query }, { ...MANNER, typing: true });
    await pass(50);
  }
  assert.equal(opened.times, 1);
  await pass(500);
  assert.deepEqual(asked.map(({ query, options }) => [query, options.typing]), [["emb", true]]);
});

test("an answer that comes late is never shown over a newer request's", async () => {
  const { asked, session: searching } = session();
  searching.ask({ ...BLANK, query: "old" }, { ...MANNER, typing: false });
  await pass(1);
  searching.ask({ ...BLANK, query: "new" }, { ...MANNER, typing: false });
  await pass(1);
  await asked[1]?.answer({ total: 2 });
  await asked[0]?.answer({ total: 1 });
  assert.equal(searching.state.answer?.query, "new");
  assert.equal(asked[0]?.options.signal?.aborted, true);
});

test("old results stay until new ones are there, and waiting is told when it takes long", async () => {
  const { asked, session: searching } = session();
  searching.ask({ ...BLANK, query: "old" }, { ...MANNER, typing: false });
  await pass(1);
  await asked[0]?.answer({});
  searching.ask({ ...BLANK, query: "new" }, { ...MANNER, typing: false });
  await pass(1);
  assert.equal(searching.state.answer?.query, "old");
  await pass(400);
  assert.equal(searching.state.waiting, "searching");
  await pass(5000);
  assert.equal(searching.state.waiting, "slow");
  await asked[1]?.answer({});
  assert.deepEqual([searching.state.answer?.query, searching.state.waiting], ["new", "nothing"]);
});

test("a failure is told by its code, and trying again asks again", async () => {
  const { asked, session: searching } = session();
  searching.ask({ ...BLANK, query: "trap" }, { ...MANNER, typing: false });
  await pass(1);
  await asked[0]?.fail(new Failure("restarted", "restarted"));
  assert.equal(searching.state.failure?.code, "restarted");
  searching.retry();
  await pass(1);
  await asked[1]?.answer({});
  assert.equal(searching.state.failure, null);
});

const inexact = { section: { values: [{ value: "News", count: 100 }], more: 0, is: "at_least" as const } };
const exact = { section: { values: [{ value: "News", count: 312 }], more: 0, is: "exact" as const } };

test("exact counts are asked for after the results, only while they are wanted", async () => {
  const { asked, session: searching } = session();
  searching.ask({ ...BLANK, query: "a" }, { ...MANNER, typing: false });
  await pass(1);
  await asked[0]?.answer({ facets: inexact });
  await pass(5000);
  assert.equal(asked.length, 1);
  searching.countExactly = true;
  await pass(5000);
  assert.equal(asked[1]?.options.facets, "exact");
  await asked[1]?.answer({ facets: exact });
  assert.deepEqual(searching.state.answer?.facets, exact);
  searching.countExactly = false;
  assert.deepEqual(searching.state.answer?.facets, inexact);
  searching.countExactly = true;
  await pass(5000);
  searching.countExactly = false;
  await asked[2]?.answer({ facets: exact });
  assert.deepEqual(searching.state.answer?.facets, inexact);
});

test("counts that can't be had are told of, until they are no longer wanted or there is another answer", async () => {
  const { asked, session: searching } = session();
  searching.countExactly = true;
  searching.ask({ ...BLANK, query: "a" }, { ...MANNER, typing: false });
  await pass(1);
  await asked[0]?.answer({ facets: inexact });
  await pass(5000);
  await asked[1]?.answer({ facets: inexact });
  assert.ok(searching.state.countFailed);
  searching.countExactly = false;
  assert.ok(!searching.state.countFailed);
  searching.countExactly = true;
  await pass(5000);
  await asked[2]?.fail(new Failure("unreachable", "unreachable"));
  assert.deepEqual([searching.state.countFailed, searching.state.failure], [true, null]);
  searching.ask({ ...BLANK, query: "b" }, { ...MANNER, typing: false });
  await pass(1);
  await asked[3]?.answer({ facets: exact });
  assert.ok(!searching.state.countFailed);
});

test("a cleared box shows nothing", async () => {
  const { asked, session: searching } = session();
  searching.ask({ ...BLANK, query: "a" }, { ...MANNER, typing: false });
  await pass(1);
  searching.ask(BLANK, { ...MANNER, typing: true });
  await asked[0]?.answer({});
  await pass(5000);
  assert.deepEqual(searching.state, { answer: null, answered: null, typing: false, waiting: "nothing", countFailed: false, failure: null });
});

test("what the archive says of itself is there once it is open, and gone with it", async () => {
  const { session: searching } = session();
  assert.deepEqual(searching.notices, []);
  searching.ask({ ...BLANK, query: "embassy" }, { ...MANNER, typing: false });
  await settled();
  assert.deepEqual(searching.notices, ["Fair use."]);
  searching.close();
  assert.deepEqual(searching.notices, []);
});
