import type { Box } from "../../box/contract.ts";
import type { Answer } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import type { Request } from "../request.ts";
import type { Part, Timeline } from "./attach.ts";

/** Where the hits by date are to be shown: loads timeline.js once it is wanted. Without it there are still the fields for dates. */
export class TimelinePlace {
  #timeline: Timeline | null = null;
  #isWanted = false;

  constructor(
    private readonly box: Box,
    private readonly changed: () => void,
    private readonly choose: (after: string, before: string) => void,
  ) {}

  want(): void {
    if (!this.#isWanted) {
      this.#isWanted = true;
      this.box.load("timeline.js").then(
        (part) => {
          this.#timeline = (part as Part).timeline(this.changed, this.choose);
          this.changed();
        },
        () => undefined,
      );
    }
  }

  /** Another answer has other bars. */
  reset(): void {
    this.#timeline?.reset();
  }

  view(phrases: Phrases, answer: Answer, answered: Request): unknown {
    return this.#timeline?.view(phrases, answer, answered);
  }
}
