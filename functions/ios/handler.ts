import { inOrder, type Manifest } from "../_shared/contract/manifest.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";
import { Problem } from "../_shared/endpoint/problem.ts";

/** To where the current iOS build can be installed. `?build=N` selects nothing at Apple's; it tells builds apart in logs. */
export function redirectToStore(readManifest: () => Promise<Manifest>): Handler {
  return async () => {
    const location = storeLink(await readManifest());
    if (location === null) {
      throw new Problem("store_link_missing", 404, "No iOS component has a store link.", {
        hint: "Set store_url of the component ios to its TestFlight or App Store link.",
      });
    }
    return new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });
  };
}

function storeLink({ components }: Manifest): string | null {
  const ios = components.ios ??
    inOrder(components).find(([, component]) => component.kind === "ios")?.[1];
  const link = ios?.store_url ?? "";
  if (ios === undefined || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (!/^(https?|itms-[a-z]+):$/.test(url.protocol)) return null;
  // As text: URLSearchParams would re-encode what the store's own query says.
  url.search = url.search === "" ? `?build=${ios.build}` : `${url.search}&build=${ios.build}`;
  return url.href;
}
