import type { DalilError, ErrorCode } from "./dalil.js";

/** An error with a code, so that it is told apart across bundles that each have their own copy of this class. */
export class Failure extends Error implements DalilError {
  override readonly name = "DalilError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

/** The code of an error, whichever bundle it comes from. */
export function codeOf(error: unknown): ErrorCode | null {
  return error instanceof Error && error.name === "DalilError" ? (error as DalilError).code : null;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
