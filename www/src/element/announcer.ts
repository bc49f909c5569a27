import type { Phrases } from "../strings/phrases.ts";
import type { State } from "./session.ts";
import { failureSentence } from "./view/messages.ts";
import { countSentence } from "./view/summary.ts";

/** A screen reader that is told each keystroke's result says nothing to the end; so it is told what has stood for a while. */
const STANDING = 500;

/** What the polite status line says. */
export class Announcer {
  text = "";
  #timer: ReturnType<typeof setTimeout> | 0 = 0;

  constructor(private readonly changed: () => void) {}

  /** Notes what there is to say; it is spoken when nothing else follows soon. */
  tell(text: string | null): void {
    this.stop();
    if (text === null || text === this.text) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.text = text;
      this.changed();
    }, STANDING);
  }

  /** Says nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** What there is to say of a state; null where that is nothing new. */
export function spoken(state: State, phrases: Phrases): string | null {
  if (state.failure) {
    return failureSentence(state.failure, phrases);
  }
  switch (state.waiting) {
    case "soon":
      return null;
    case "opening":
    case "searching":
    case "slow":
    case "reading":
      return phrases.say(state.waiting);
    case "nothing":
  }
  const { answer } = state;
  if (!answer) {
    return "";
  }
  const shown = phrases.count("shown", answer.hits.length);
  return `${countSentence(answer, phrases)}${answer.hits.length > 0 ? ` \u00b7 ${shown}` : ""}`;
}
