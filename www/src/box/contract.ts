/**
 * What widget.js and the view of an archive say to each other. widget.js may lie in a cache for years and the view comes with the archive,
 * so either may be the older one: a field is only ever added, and none changes its meaning. Who reads a field that was added later expects
 * that it may be missing.
 *
 * The view is `<engine folder>/view.js`; `factory()` of what it delivers is a {@link View}.
 */

import type { Archive } from "../dalil.js";

/** The box that a view is to serve: everything of `<dalil-search>` that widget.js has drawn. */
export interface Box {
  /** `<dalil-search>`: its attributes say what the page's author wants. */
  readonly element: HTMLElement;
  /** Its shadow root. The view may put other style sheets in place of the box's. */
  readonly root: ShadowRoot;
  /** Surrounds all that is drawn; has `lang` and `dir`. */
  readonly frame: HTMLElement;
  /** Is submitted on Enter and by its button. The box prevents what a browser would do then, and nothing else. */
  readonly form: HTMLFormElement;
  /** Around the input; what is put into it can be laid out under the input. */
  readonly field: HTMLElement;
  /** What is typed. The button that clears it makes it fire `input`. */
  readonly input: HTMLInputElement;
  /** Below the form: holds what is said until there is a view, which then empties it and has it to itself. */
  readonly place: HTMLElement;
  /** The archive's folder. */
  readonly base: string;
  /** The search is to be kept in the address of the page; true of one element on a page. */
  readonly ownsAddress: boolean;
  /** The reader has submitted what is in the input, before there was a view to hear of it. */
  readonly submitted: boolean;
  /** Opens the archive. After a failure it can be tried again. */
  open(): Promise<Archive>;
  /** The archive as it is being opened, where it is only one: for a view that has nothing to ask yet, since failing here has no consequences. */
  readonly coming?: Promise<Archive> | undefined;
  /** Runs another file of the view's folder and gives what its factory makes. */
  load(name: string): Promise<unknown>;
}

/** What view.js brings. */
export interface View {
  /** Takes the box over. */
  attach(box: Box): Attached;
}

/** A view that has taken a box over. */
export interface Attached {
  /** The element has left the page or is to search another archive: the view stops, and leaves nothing behind but what is typed. */
  detach(): void;
}
