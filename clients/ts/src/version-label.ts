/** What a build tool wrote into a page: texts, or nothing where it wrote none. */
export interface BuiltVersion {
  version?: string | null;
  build?: string | number | null;
  commit?: string | null;
}

/** A version in its parts, as it is shown. */
export interface VersionParts {
  /** `v1.2.0` */
  version: string;
  /** `-beta.3`; "" for a release. */
  channel: string;
  /** `131`; "" when it is unknown. */
  build: string;
  /** `a42f35a6f`; "" when it is unknown. */
  commit: string;
}

/** Null when the version is unknown, or was never filled in: "", "undefined", "%VITE_SLIPWAY_VERSION%". */
export function versionParts({ version, build, commit }: BuiltVersion): VersionParts | null {
  const [, number, channel = ""] =
    /^v?(\d[\d.]{0,31})(-[0-9A-Za-z][0-9A-Za-z.-]{0,63})?(?:\+[0-9A-Za-z.-]*)?$/
      .exec(`${version ?? ""}`.trim()) ?? [];
  if (number === undefined) return null;
  const [counted = ""] = /^\d{1,16}$/.exec(`${build ?? ""}`.trim()) ?? [];
  const [sha = ""] = /^[0-9a-f]{7,64}$/.exec(`${commit ?? ""}`.trim()) ?? [];
  return { version: `v${number}`, channel, build: counted, commit: sha.slice(0, 9) };
}
