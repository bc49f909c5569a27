/** Trusted Types: a page that enforces them must allow the policy named here (`trusted-types dalil 'allow-duplicates'`). */

interface Policy {
  createScriptURL(address: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

let policy: Policy | null | undefined;

/** An address a script element accepts as its source. */
export function trustedScriptAddress(address: string): unknown {
  policy ??= createPolicy();
  return policy ? policy.createScriptURL(address) : address;
}

function createPolicy(): Policy | null {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  try {
    // Addresses reach this point only from the loader, which makes them from the archive's own address.
    return trustedTypes?.createPolicy("dalil", { createScriptURL: (address) => address }) ?? null;
  } catch {
    return null;
  }
}
