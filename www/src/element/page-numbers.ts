/** The first, the last and those around the current page; null where some are left out. */
export function pageNumbers(current: number, last: number): (number | null)[] {
  const near = [1, current - 1, current, current + 1, last].filter((page) => page >= 1 && page <= last);
  const shown = [...new Set(near)].sort((one, other) => one - other);
  return shown.flatMap((page, i) => {
    const before = shown[i - 1] ?? page - 1;
    if (page - before === 2) {
      return [page - 1, page];
    }
    return page - before > 2 ? [null, page] : [page];
  });
}
