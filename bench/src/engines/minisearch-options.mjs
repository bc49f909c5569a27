/** How MiniSearch indexes; page and builder must agree. The text is stored, since excerpts are cut from it. */
export const OPTIONS = { fields: ["title", "text"], storeFields: ["title", "url", "text"] };
