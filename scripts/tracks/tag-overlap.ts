/**
 * The tags that start a track's workflows, as code hosts write globs: `*` stands for anything but a slash. Without a prefix only what begins
 * with a digit is meant.
 */
function triggerGlob(prefix: string): string {
  return prefix === "" ? "[0-9]*" : `${prefix}*`;
}

/**
 * What the workflows of a track wait for: narrower than what is proved of tracks, so that `v` is not woken by `video-v1`, but any tag that
 * begins as its own, a malformed one too: that one has to fail where people see it.
 */
export function tagGlob(prefix: string): string {
  return `${prefix}[0-9]*`;
}

/** Whether the prefix tells nothing of the track. */
export function isBare(prefix: string): boolean {
  return prefix === "" || prefix === "v" || prefix === "V";
}

/** Two tracks of which a tag of the one would start the other. */
interface Overlap {
  /** Whose tags match. */
  tag: string;
  /** Whose trigger they match. */
  trigger: string;
  /** An example, and the glob that it matches. */
  example: string;
  glob: string;
}

/** Every pair of tracks that would wake each other; `prefixes` by track. Files of tags do not tell case on some machines, so this does not either. */
export function findOverlaps(prefixes: Readonly<Record<string, string>>): Overlap[] {
  const entries = Object.entries(prefixes);
  return entries.flatMap(([trigger, own], index) =>
    entries.flatMap(([tag, other], place): Overlap[] => {
      const isSame = own.toLowerCase() === other.toLowerCase();
      if (place === index || isSame && place < index || !matches(own, other)) return [];
      return [{ tag, trigger, example: `${other}1.0.0`, glob: triggerGlob(own) }];
    })
  );
}

/** Whether tags that begin with `other` match the trigger of `own`. */
function matches(own: string, other: string): boolean {
  const [glob, tag] = [own.toLowerCase(), `${other}1.0.0`.toLowerCase()];
  if (glob === "") return /^\d[^/]*$/.test(tag);
  return tag.startsWith(glob) && !tag.slice(glob.length).includes("/");
}
