async function open() {
  const [{ default: MiniSearch }, index] = await Promise.all([
    import("./minisearch.js"),
    fetch("./index.json").then((response) => response.text()),
  ]);
  const search = MiniSearch.loadJSON(index, {{options}});
  return async (query) =>
    search
      .search(query)
      .slice(0, 10)
      .map(({ title, url, text, terms }) => ({ title, url, excerpt: around(text, terms) }));
}

/** MiniSearch cuts no excerpts: the text around the first word that was found. */
function around(text, terms) {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
  const from = Math.max(0, Math.min(...(places.length > 0 ? places : [0])) - 80);
  return text.slice(from, from + 240);
}
