/** Whether the page itself keeps the archive out: then trying again is in vain, and the page's author can mend it. */

import { Failure, codeOf, messageOf } from "../failure.ts";

/** What is seen of the page's policy while an archive is asked for. */
export interface Watch {
  /** The reason for a failure that the page is to blame for; else the failure itself. */
  reason(error: unknown): unknown;
  end(): void;
}

/** Watches for what the page forbids of an archive's host. */
export function watchPolicy(base: URL): Watch {
  let directive = "";
  const hear = ({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (disposition === "enforce" && blockedURI.startsWith(base.origin)) {
      directive = effectiveDirective;
    }
  };
  addEventListener("securitypolicyviolation", hear);
  return {
    reason: (error) => explain(error, base, directive, location.protocol),
    end: () => removeEventListener("securitypolicyviolation", hear),
  };
}

/** The reason for a failure, given which directive of the page's policy was violated and how the page itself came. */
export function explain(error: unknown, base: URL, directive: string, protocol: string): unknown {
  if (directive !== "") {
    return new Failure("refused", `This page's content security policy does not allow ${base.origin} in ${directive}`, error);
  }
  if (protocol === "https:" && base.protocol === "http:") {
    return new Failure("refused", `A page that came by https can't load ${base.href}: the archive's host has to offer https`, error);
  }
  if (codeOf(error) === null && /trusted|sink type/i.test(messageOf(error))) {
    return new Failure("refused", "This page enforces Trusted Types and does not allow the policies dalil and lit-html", error);
  }
  return error;
}
