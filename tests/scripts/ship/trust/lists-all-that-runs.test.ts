import { describe, expect, test } from "vitest";
import { manifestJsonSchema } from "../../../../scripts/manifest/json-schema.ts";
import { manifestSchema } from "../../../../scripts/manifest/schema.ts";
import { commandsOf } from "../../../../scripts/ship/trust/commands.ts";
import { full } from "./full-manifest.ts";

/** What is asked about. `*` is a name or an index. */
const asked = [
  "/ship/remote",
  "/ship/prepare",
  "/ship/hooks/before/*",
  "/ship/hooks/after/*",
  "/ship/targets/*/ssh",
  "/ship/pass_environment/*",
  "/ship/environment/project_ref",
  "/ship/release/host/{api,repo}",
  "/ship/environments/*/{project_ref,url}",
  "/ship/environments/*/targets/*/ssh",
  "/ship/bootstrap/*/{check,run,cwd}",
  "/ship/bootstrap/*/env/*",
  "/ship/bootstrap/*/registration/{closed,first_user}/{url,body,script,query}",
  "/ship/bootstrap/*/registration/{closed,first_user}/{headers,body,env}/*",
  "/ship/keys/*/steps/*/run",
  "/ship/keys/*/{read,write,secret}",
  "/components/*/verify/*/{url,body,script,query}",
  "/components/*/verify/*/{headers,body,env}/*",
  "/components/*/env/source/{run,target,unit}",
  "/components/*/store/archive",
  "/components/*/store/lanes/{certs,framework,archive,upload}",
  "/components/*/release/floats/command",
  "/components/*/deploy/{run,script,rollback,target,unit}",
  "/components/*/deploy/functions/*",
];

/** Nobody is asked about these, and why. */
const unasked: Record<string, readonly string[]> = {
  "run by a command that says so and that no ship runs: gates ci --run, preview, preflight, test, workspace launch":
    [
      "/components/*/{ci/run/*,preview,preflight,test}",
      "/ship/workspace/command",
    ],
  "words for people": [
    "/{$schema,name}",
    "/order/*",
    "/components/*/{name,label,host,description,version}",
    "/components/*/apns/alerts/*/{title,body,title_loc_key,loc_key}",
    "/components/*/store/url",
    "/components/*/release/record/{legacy_hosts/*,reference_host}",
    "/ship/message",
    "/ship/gates/rules/*/{id,text}",
    "/ship/gates/checklist/*",
  ],
  "files below the root of the repository, read or written as data": [
    "/components/*/paths/*",
    "/components/*/mirrors/*/{file,flavor,key,regex}",
    "/components/*/deploy/types",
    "/components/*/env/source/path",
    "/components/*/store/whats_new",
    "/components/*/release/{notes,upgrade_notes,changelog,changelog/file,record/limitations}",
    "/components/*/release/{inputs/*,evidence/contract/*,evidence/env/*,evidence/migrations/*}",
    "/components/*/release/updater/{file,aliases/*}",
    "/ship/{readme,notes/chat,notes/store,map/*,shared/*,files/refuse/*,files/allow/*}",
    "/ship/docs/{files/*,scripts/*,decisions}",
    "/ship/gates/{rules/*/in,policies/*/files/*}",
    "/ship/release/back_merge/theirs/*",
  ],
  "branches and tags of the remote": [
    "/ship/environment/branch",
    "/ship/environments/*/{branch,never_from/*,promote/from,promote/tag}",
    "/ship/release/back_merge/{from,to}",
    "/components/*/release/{tag,auto/branch}",
    "/components/*/store/tag",
  ],
  "keys of version.json, and names that are compared or looked up at a host of ours": [
    "/components/*/ride_along/*",
    "/components/*/release/{follows/*,group,record/includes/*,updater/targets/*}",
    "/components/*/apns/{key,topics/*}",
    "/components/*/store/app_id",
    "/ship/environment/name",
    "/ship/environments/*/{components/*,hosts/*,promote/order/*}",
    "/ship/keys/*/{api_key,component,environment,key_id,team_id}",
    "/ship/gates/{maintainers/*,policies/*/owners/*,*/checks/*,*/optional/*}",
    "/ship/bootstrap/*/{name,in/*}",
  ],
  "times": [
    "/ship/environments/*/promote/max_age",
    "/ship/environments/*/windows/*/{from,to,tz,components/*}",
    "/ship/jobs/*/{cron,grace,tz}",
  ],
  "what an answer or a value is compared with": [
    "{/components/*/verify/*,/ship/bootstrap/*/registration/closed,/ship/bootstrap/*/registration/first_user}/{every,file,json,location,name,regex,in/*}",
    "{/components/*/verify/*,/ship/bootstrap/*/registration/closed,/ship/bootstrap/*/registration/first_user}/expect/*/{equals,json,matches,one_of/*}",
    "/components/*/env/{never,recommended,required}/{*,*/name,*/in/*}",
    "/components/*/env/rules/*/{equals,name,regex,in/*,one_of/*}",
    "/components/*/release/updater/public_key",
  ],
};

describe("every text of version.json has its place", () => {
  const askedPaths = new Set(asked.flatMap(spread));
  const unaskedPaths = new Set(Object.values(unasked).flat().flatMap(spread));
  const fields = textsOf(JSON.parse(manifestJsonSchema()));

  test("a field that is neither asked about nor known to run nothing is a field that somebody forgot", () => {
    expect(fields.filter((path) => !askedPaths.has(path) && !unaskedPaths.has(path))).toEqual([]);
    expect([...askedPaths].filter((path) => unaskedPaths.has(path))).toEqual([]);
    const known = new Set(fields);
    expect([...askedPaths, ...unaskedPaths].filter((path) => !known.has(path))).toEqual([]);
  });

  test.each(fields.filter((path) => askedPaths.has(path)))("%s is asked about when it changes", (path) => {
    const places = full.flatMap((manifest) =>
      textPlaces(manifest).filter(({ pattern }) => pattern === path).map((place) => ({ ...place, manifest }))
    );
    expect(places, "the manifests of this test lack it").not.toEqual([]);
    for (const { manifest, keys, value } of places) {
      const before = commandsOf(manifestSchema.parse(manifest));
      const draft: unknown = structuredClone(manifest);
      const last = keys.at(-1) ?? "";
      const parent = keys.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), draft);
      // an address stays one, a word a word
      Reflect.set(
        Object(parent),
        last,
        /^[a-z]{20}$/.test(value) ? "b".repeat(20) : value.replace(/.$/, "Z"),
      );
      const after = commandsOf(manifestSchema.parse(draft));
      const changed = [...after].filter(([pointer, text]) => before.get(pointer) !== text);
      expect(changed, keys.join("/")).not.toEqual([]);
    }
  });
});

/** `/a/{b,c}/*` → `/a/b/*`, `/a/c/*`. */
function spread(pattern: string): string[] {
  const [whole, inside = ""] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  if (whole === undefined) return [pattern];
  return inside.split(",").flatMap((part) => spread(pattern.replace(whole, () => part)));
}

/** Where a schema takes text that is none of a closed list; what may be anything is text as well. */
function textsOf(root: unknown): string[] {
  const found = new Set<string>();
  const member = (node: unknown, key: string): unknown => Reflect.get(Object(node), key);
  const list = (node: unknown, key: string) => Object.entries(Object(member(node, key)));
  const walk = (node: unknown, path: string): void => {
    const ref = member(node, "$ref");
    if (typeof ref === "string") {
      return walk(ref.split("/").slice(1).reduce(member, root), path);
    }
    const choices = ["anyOf", "oneOf", "allOf"].flatMap((key) => list(node, key));
    for (const [, choice] of choices) walk(choice, path);
    for (const [key, value] of list(node, "properties")) walk(value, `${path}/${key}`);
    const more = member(node, "additionalProperties");
    if (typeof more === "object") walk(more, `${path}/*`);
    const items = member(node, "items");
    if (items !== undefined) walk(items, `${path}/*`);
    const isClosed = member(node, "enum") !== undefined || member(node, "const") !== undefined;
    const type = member(node, "type");
    if (!isClosed && (type === "string" || type === undefined && choices.length === 0)) found.add(path);
  };
  walk(root, "");
  return [...found].sort();
}

/** Every text of a manifest, by the pattern of the schema that takes it. */
function textPlaces(value: unknown): { pattern: string; keys: string[]; value: string }[] {
  const schemaPaths = new Set(asked.flatMap(spread));
  const walk = (at: unknown, keys: string[], patterns: string[]): ReturnType<typeof textPlaces> => {
    if (typeof at === "string") {
      return patterns.filter((pattern) => schemaPaths.has(pattern)).map((pattern) => ({
        pattern,
        keys,
        value: at,
      }));
    }
    return Object.entries(Object(at)).flatMap(([key, child]) =>
      walk(child, [...keys, key], patterns.flatMap((pattern) => [`${pattern}/${key}`, `${pattern}/*`]))
    );
  };
  return walk(value, [], [""]);
}
