async function open() {
  const pagefind = await import("./pagefind.js");
  await pagefind.init();
  return async (query) => {
    const { results } = await pagefind.search(query);
    const hits = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return hits.map(({ meta, url, excerpt }) => ({ title: meta.title, url, excerpt }));
  };
}
