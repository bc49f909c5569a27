/** Whether a link is to be followed here: with a key held down the browser opens it elsewhere. */
export function isPlainClick(event: Event): boolean {
  const { metaKey, ctrlKey, shiftKey, altKey } = event as MouseEvent;
  return !(metaKey || ctrlKey || shiftKey || altKey);
}
