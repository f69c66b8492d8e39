import { keyPrefix } from "../../functions/_shared/contract/key-prefix.ts";
import type { PublicPart } from "../control-plane/control-plane.ts";
import { sha256 } from "../runtime.ts";

/** What may be kept of a key: how it begins, and its digest. */
export async function publicPart(key: string): Promise<PublicPart> {
  return { prefix: await keyPrefix(key), digest: await sha256(key) };
}
