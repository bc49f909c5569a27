/** The phrases of a table that widget.js has with it; the build picks them out. */
export const BOX_PHRASES = [
  "dir",
  "label",
  "placeholder",
  "search",
  "clear",
  "opening",
  "slow",
  "offline",
  "unreachable",
  "damaged",
  "refused",
  "ownPage",
  "again",
  "details",
] as const;
