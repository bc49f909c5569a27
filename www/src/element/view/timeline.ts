import { html, nothing, svg, type TemplateResult } from "lit/html.js";

import type { Answer } from "../../dalil.js";
import type { Phrases } from "../../strings/phrases.ts";
import type { Request } from "../request.ts";
import type { Chart, Span } from "../timeline/chart.ts";
import { marked, periods, undated, type Period } from "../timeline/periods.ts";

const TALL = 100;
/** Of a bar that has any hits at all. */
const LEAST = 3;
/** How much of its column a bar fills, and of the whole chart at most: bars are thin, also where there are few. */
const WIDTH = { ofColumn: 0.75, ofChart: 0.016 };

/** Hits by date, as bars to choose a span of time with, or as a table. */
export function timelineView(phrases: Phrases, chart: Chart, answer: Answer, answered: Request): TemplateResult | typeof nothing {
  const { after, before } = answered;
  const isNarrowed = after !== "" || before !== "";
  const shown = periods(answer, after, before);
  chart.shown = shown;
  if (shown.length === 0 || (shown.length === 1 && !isNarrowed)) {
    return nothing;
  }
  return html`
    <section class="timeline" part="timeline" aria-labelledby="timeline">
      <h3 id="timeline" class="unseen">${phrases.say("timeline")}</h3>
      <p id="timeline-hint" class="unseen">${phrases.say("timelineHint")}</p>
      ${barsView(phrases, chart, shown)}
      <div class="under">
        <p class="caption" part="caption">${captionOf(phrases, chart, shown, undated(answer))}</p>
        ${isNarrowed
          ? html`<button type="button" class="plain" part="all-dates" @click=${() => chart.widen()}>${phrases.say("allDates")}</button>`
          : nothing}
        <button type="button" class="plain" part="as-table" aria-expanded=${chart.isTable ? "true" : "false"} @click=${() => chart.toggleTable()}>
          ${phrases.say("asTable")}
        </button>
      </div>
      ${chart.isTable ? tableView(phrases, chart, shown) : nothing}
    </section>
  `;
}

/** The columns that can be chosen lie over the drawing, so that they are where they are seen to be for whatever reads the page, too. */
function barsView(phrases: Phrases, chart: Chart, shown: readonly Period[]): TemplateResult {
  const { span, active } = chart;
  const isChosen = (i: number): boolean => span !== null && i >= span[0] && i <= span[1];
  return html`
    <div
      class="bars"
      part="bars"
      role="listbox"
      tabindex="0"
      aria-multiselectable="true"
      aria-orientation="horizontal"
      aria-labelledby="timeline"
      aria-describedby="timeline-hint"
      aria-activedescendant=${active === null ? nothing : `period-${active}`}
      @pointerdown=${chart.press}
      @pointermove=${chart.move}
      @pointerup=${chart.release}
      @pointercancel=${chart.leave}
      @pointerleave=${chart.leave}
      @keydown=${chart.key}
      @focus=${chart.focus}
      @blur=${chart.blur}
    >
      ${drawingView(shown, span, isChosen)}
      ${shown.map(
        (period, i) => html`<div
          id=${`period-${i}`}
          role="option"
          aria-selected=${isChosen(i) ? "true" : "false"}
          aria-label=${describe(phrases, [period])}
          @click=${(event: MouseEvent) => event.detail === 0 && chart.take(i)}
        ></div>`,
      )}
    </div>
    <div class="ticks" aria-hidden="true">
      ${marked(shown).map(
        (period) => html`<span .style=${`inset-inline-start: ${(100 * shown.indexOf(period)) / shown.length}%`}>${phrases.mark(period.name)}</span>`,
      )}
    </div>
  `;
}

function drawingView(shown: readonly Period[], span: Span | null, isChosen: (i: number) => boolean): TemplateResult {
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const width = Math.min(WIDTH.ofColumn, WIDTH.ofChart * shown.length);
  const bars = shown.map(({ count }, i) => {
    const height = count === 0 ? 0 : Math.max(LEAST, (TALL * count) / most);
    return `M${i + (1 - width) / 2} ${TALL}v${-height}h${width}v${height}z`;
  });
  // Two paths instead of a shape a bar: there are up to sixty, and others at each keystroke.
  const drawn = (chosen: boolean): string => bars.filter((_, i) => isChosen(i) === chosen).join("");
  return html`<svg aria-hidden="true" viewBox=${`0 0 ${shown.length} ${TALL}`} preserveAspectRatio="none">
    ${span ? svg`<rect class="span" x=${span[0]} y="0" width=${span[1] - span[0] + 1} height=${TALL} />` : nothing}
    <path d=${drawn(false)} />
    <path class="chosen" d=${drawn(true)} />
  </svg>`;
}

function tableView(phrases: Phrases, chart: Chart, shown: readonly Period[]): TemplateResult {
  return html`<table part="timeline-table">
    <thead>
      <tr>
        <th scope="col">${phrases.say("period")}</th>
        <th scope="col">${phrases.say("count")}</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (period, i) => html`<tr>
          <td><button type="button" class="plain" @click=${() => chart.take(i)}>${phrases.date(period.name)}</button></td>
          <td>${phrases.number(period.count)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What is under the pointer or chosen by keys; else the whole span, and what is in none. */
function captionOf(phrases: Phrases, chart: Chart, shown: readonly Period[], withoutDate: number): string {
  const [first, last] = chart.span ?? [0, shown.length - 1];
  const said = describe(phrases, shown.slice(first, last + 1));
  return chart.span === null && withoutDate > 0 ? `${said} \u00b7 ${phrases.count("undated", withoutDate)}` : said;
}

function describe(phrases: Phrases, some: readonly Period[]): string {
  const [first, last] = [some[0], some.at(-1)];
  if (!first || !last) {
    return "";
  }
  const [from, to] = [phrases.date(first.name), phrases.date(last.name)];
  const count = some.reduce((sum, period) => sum + period.count, 0);
  return phrases.count("inPeriod", count, { period: first === last ? from : phrases.say("spanOf", { from, to }) });
}
