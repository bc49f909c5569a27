/** Has a browser do beforehand what it takes longest for the first time, which would else hold up a reader who types. */

import { render } from "lit/html.js";

import type { Box } from "../box/contract.ts";
import type { Answer, Hit } from "../dalil.js";
import { afterDrawing, inTurn } from "./painting.ts";
import { BLANK } from "./request.ts";
import { hitView } from "./view/hit.ts";
import { resultsView } from "./view/results.ts";
import type { Actions, Scene } from "./view/scene.ts";

const HIT = {
  id: "",
  url: null,
  picture: null,
  date: "2006",
  source: "-",
  section: "-",
  excerpt_parts: [{ text: "-" }, { text: "-", mark: true }],
  spellings: [],
  also: [],
} as Partial<Hit> as Hit;

/** As much of an answer as is needed to draw one. */
const SPECIMEN = {
  query: "-",
  total: 99,
  total_is: "exact",
  some_words: 0,
  hits: [HIT],
  understood: { missing: [], ignored: [], corrected: [], expanded: [] },
  timeline: [],
  incomplete: [],
} as object as Answer;

/** Prepares for the first answer, one thing at a time, once the engine is there, until the signal. */
export async function prepare({ coming, place }: Box, scene: () => Scene, actions: Actions, signal: AbortSignal): Promise<void> {
  try {
    // Asked for nothing, it answers when it can. An older box doesn't tell.
    await (await coming)?.suggest("");
  } catch {
    return;
  }
  const draw = (template: unknown): unknown => render(template, new DocumentFragment());
  const tasks = [
    ...scene().phrases.preparations,
    () => setLetter(place, "serif"),
    () => setLetter(place, "text"),
    () => draw(hitView(scene(), HIT, actions)),
    () => draw(resultsView(inPlaceOfAnswer(scene()), actions)),
  ];
  inTurn(tasks.map((task) => () => signal.aborted || task()));
}

function inPlaceOfAnswer(scene: Scene): Scene {
  return { ...scene, state: { ...scene.state, answer: SPECIMEN, answered: BLANK } };
}

/** Has a font looked for, which browsers do when there is something to show in it. */
function setLetter(place: HTMLElement, font: string): void {
  const letter = document.createElement("p");
  letter.textContent = "-";
  letter.style.cssText = `position:absolute;visibility:hidden;font:600 1em var(--_${font})`;
  place.append(letter);
  afterDrawing(() => letter.remove());
}
