/** Whether this run has what others have no time for: `./build.sh test --long`. */
export const IS_LONG = process.env["DALIL_LONG"] === "1";
