async function open() {
  const dalil = await import("./dalil.js");
  const archive = await dalil.open();
  return async (query) => {
    const answer = await archive.search(query);
    return answer.hits.map(({ title, url, excerpt }) => ({ title, url, excerpt }));
  };
}
