/** Runs axe, which a page has loaded before. */

/** As an asynchronous script: gives what is wrong, each with where. */
export const RUN_AXE = `
  const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ["violations"] }).then(
    ({ violations }) => done(violations.map(({ id, help, nodes }) =>
      id + ": " + help + "\\n" + nodes.map((node) => "  " + node.target.flat().join(" ") + " " + node.failureSummary).join("\\n"))),
    (error) => done(["axe failed: " + error.message]),
  );
`;
