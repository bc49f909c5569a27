/** A page that stays open: memory that doesn't grow, an archive that changes below it, many readers while files fail. Under Node.js, with the built module. */

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, mock, test } from "node:test";

import { Archive, HARBOUR, reports } from "../rig/archives.ts";
import { chance, openOnDisk, type Opened } from "../rig/engine.ts";
import { IS_LONG } from "../rig/long.ts";

const [WARM, QUERIES] = IS_LONG ? [5_000, 100_000] : [1_500, 5_000];
const TABS = 50;
const EACH = 40;

const WORDS = ["harbour", "lighthouse", "bakery", "school", "railway", "orchard", "embassy", "council", "keepers", "district", "report", "cost", "market", "bridge", "workers", "zebra", "karbour", "lighthuose", "Hajizade", "\u0627\u0644\u0645\u064a\u0646\u0627\u0621"];

let archive: Archive;

before(async () => {
  // The engine tells the console of every file that can't be had.
  for (const say of ["warn", "error", "log"] as const) {
    mock.method(console, say, () => undefined);
  }
  archive = await Archive.of(`${(await readFile(HARBOUR, "utf8")).trim()}\n${reports()}`);
});

after(() => archive.remove());

/** The nth call of a reader who never tires: every kind there is. */
function call(opened: Opened, n: number, random: () => number): Promise<{ incomplete: string[]; hits?: { id: string; title: string | null }[] }> {
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? "";
  const { archive } = opened;
  const sort = (["relevance", "newest", "oldest"] as const)[n % 3];
  switch (n % 10) {
    case 0:
      return archive.suggest(word().slice(0, 2 + (n % 3)));
    case 1:
      return archive.similar(`report-${n % 400}`);
    case 2:
      return archive.article(`report-${(n * 7) % 400}`);
    case 3:
      return archive.search(`"${word()} ${word()}"`, { limit: 20 });
    case 4:
      return archive.search(`${word()} -${word()}`, { facets: "exact", ...(sort && { sort }) });
    case 5:
      return archive.search(word().slice(0, 4), { typing: true });
    case 6:
      return archive.search(`${word()} OR ${word()} ${n}`, { offset: n % 50 });
    case 7:
      return archive.search(`${word()} \ud800\u0000 ${"x".repeat(n % 900)}`);
    case 8:
      return archive.search(word(), { after: `20${10 + (n % 12)}`, filters: { section: [word()] } });
    default:
      return archive.search(`${word()} ${word()} ${word()}`, { limit: 50 });
  }
}

/** Has every text searched: its words are kept from then on, which is no growth. */
async function searchAll({ archive }: Opened): Promise<void> {
  for (let offset = 0; offset < 400; offset += 50) {
    await archive.search(WORDS.slice(0, 12).join(" OR "), { offset, limit: 50 });
  }
}

test(`the module's memory does not grow over ${QUERIES} queries`, { timeout: 3_600_000 }, async () => {
  const opened = await openOnDisk(archive.folder);
  const random = chance(7);
  await searchAll(opened);
  let n = 0;
  for (; n < WARM; n++) {
    await call(opened, n, random);
  }
  const warm = opened.memory();
  assert.ok(warm > 0);
  for (; n < WARM + QUERIES; n++) {
    await call(opened, n, random);
  }
  assert.equal(opened.memory(), warm);
});

test("nor does it while files are missing, asked for again, and missing again", { timeout: 600_000 }, async () => {
  const random = chance(11);
  // Always the same files: what comes after all would be held, and that is no leak.
  const opened = await openOnDisk(archive.folder, (path, delivery) => {
    return /(?:articles|positions)-\d*[13579]\.js$/.test(path) ? { ...delivery, data: delivery.data.slice(0, -8) } : delivery;
  });
  let missed = 0;
  const ask = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      missed += (await call(opened, n, random)).incomplete.length;
      opened.forward();
    }
  };
  await searchAll(opened);
  await ask(WARM);
  const warm = opened.memory();
  await ask(WARM);
  assert.equal(opened.memory(), warm);
  assert.ok(missed > WARM, `only ${missed} files were missed`);
});

test(`${TABS * EACH} queries of ${TABS} tabs are answered while 5 % of the files fail, with nothing wrong in them, and in full once none does`, { timeout: 300_000 }, async () => {
  const random = chance(5);
  let failing = 0.05;
  let failures = 0;
  const whole = await openOnDisk(archive.folder);
  const tabs = await Promise.all(
    Array.from({ length: TABS }, () =>
      openOnDisk(archive.folder, (path, delivery) => {
        if (random() < failing) {
          failures += 1;
          if (failures % 2 === 0) {
            throw new Error(`${path} can't be loaded`);
          }
          return { ...delivery, data: delivery.data.slice(0, delivery.data.length / 2) };
        }
        return delivery;
      }),
    ),
  );
  const titles = new Map<string, string | null>();
  for (let offset = 0; offset < 500; offset += 100) {
    const { hits } = await whole.archive.search("the", { limit: 100, offset });
    hits.forEach(({ id, title }) => titles.set(id, title));
  }
  let incomplete = 0;
  const read = async (tab: Opened, t: number): Promise<void> => {
    for (let i = 0; i < EACH; i++) {
      const n = t * EACH + i;
      const answer = await call(tab, n, chance(n));
      const right = await call(whole, n, chance(n));
      if (answer.incomplete.length > 0) {
        incomplete += 1;
        assert.ok((answer.hits ?? []).every(({ id, title }) => !titles.has(id) || titles.get(id) === title));
      } else {
        assert.deepEqual({ ...answer, cost: 0 }, { ...right, cost: 0 });
      }
      tab.forward();
    }
  };
  await Promise.all(tabs.map(read));
  assert.ok(failures > 100, `${failures} failures`);
  assert.ok(incomplete < TABS * EACH * 0.2, `${incomplete} of ${TABS * EACH} answers lack something`);
  failing = 0;
  for (const [t, tab] of tabs.entries()) {
    tab.forward();
    assert.deepEqual((await call(tab, t, chance(t))).incomplete, []);
  }
});

test("a page open for a day, with a new version of the archive every hour, still answers, and a new page answers from the new one", { timeout: 300_000 }, async () => {
  const parent = await mkdtemp(join(tmpdir(), "dalil-day-"));
  const [input, folder] = [join(parent, "news.jsonl"), join(parent, "search")];
  const lines = (await readFile(HARBOUR, "utf8")).trim().split("\n");
  const publish = async (hour: number): Promise<void> => {
    lines.push(JSON.stringify({ id: `hour-${hour}`, title: `News of hour ${hour}`, text: `The harbour at hour ${hour}, word${hour}.`, date: `2021-12-${String(1 + hour).padStart(2, "0")}` }));
    await writeFile(input, lines.join("\n"));
    await Archive.into(folder, input, "--no-cache");
  };
  try {
    await publish(0);
    const open = await openOnDisk(folder);
    const first = await open.archive.search("harbour lighthouse", { limit: 100 });
    assert.deepEqual(first.incomplete, []);
    for (let hour = 1; hour <= 24; hour++) {
      await publish(hour);
      open.forward();
      const answer = await open.archive.search(WORDS[hour % 10] ?? "", { limit: 20 });
      assert.ok(answer.hits.every(({ title }) => title !== `News of hour ${hour}`));
      assert.deepEqual((await open.archive.search("harbour lighthouse", { limit: 100 })).hits.map(({ id }) => id), first.hits.map(({ id }) => id));
      const fresh = await openOnDisk(folder);
      const found = await fresh.archive.search(`word${hour}`);
      assert.deepEqual([found.hits[0]?.id, found.incomplete], [`hour-${hour}`, []]);
    }
  } finally {
    await rm(parent, { recursive: true });
  }
});
