import { storeDecides } from "../../manifest/store-decides.ts";
import type { Publication } from "./publication.ts";

/**
 * Whether people get the build from its publication, so that they are told of it: it has files, and neither a store nor a deploy brings it to
 * them. What is deployed was told of when it was deployed; a tag says nothing of that. A share that is asked for settles it.
 */
export function isOffered(
  { request, files, track: { component, release } }: Pick<Publication, "request" | "files" | "track">,
): boolean {
  if (storeDecides(component)) return false;
  if (request.share !== undefined) return true;
  return component.deploy === undefined && (files.length > 0 || release.updater !== undefined);
}
