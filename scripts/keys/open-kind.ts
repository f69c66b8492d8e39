import type { KeyPlace } from "./place.ts";
import type { KeyKind, KeyOptions } from "./work.ts";

/** The kind of a declared key, which alone is loaded. */
export async function openKind(place: KeyPlace, options: KeyOptions = {}): Promise<KeyKind> {
  const { declared } = place;
  switch (declared.kind) {
    case "supabase-publishable":
      return (await import("./kinds/publishable.ts")).openPublishable({ ...place, declared });
    case "secret-list":
      return await (await import("./kinds/secret-list.ts")).openSecretList({ ...place, declared });
    case "apns":
      return await (await import("./kinds/apns.ts")).openApns({ ...place, declared }, options);
    case "signing":
      return await (await import("./kinds/signing.ts")).openSigning(place);
  }
}
