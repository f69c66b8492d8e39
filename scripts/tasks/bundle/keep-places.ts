import { posix, relative } from "node:path";
import type { Plugin } from "rolldown";

/** Stands for the folder of the bundle until it is known which file the code ends up in. */
const dist = "__slipway_dist__";

/**
 * Lets modules below `folder` find their neighbours after bundling: `import.meta.dirname` and `import.meta.url` name the
 * module's own place, with the bundle's folder instead of `folder`, whichever file its code ends up in. Assets that
 * are copied to the same place are then found by unchanged code.
 */
export function keepPlaces(folder: string): Plugin {
  return {
    name: "keep-places",
    transform(code, id) {
      const place = relative(folder, id);
      if (place.startsWith("..") || !code.includes("import.meta.")) return null;
      const compiled = posix.join("/", place).replace(/\.ts$/, ".js");
      const parent = posix.dirname(compiled).replace(/^\/$/, "");
      return code
        .replaceAll("import.meta.dirname", `(${dist}dir + ${JSON.stringify(parent)})`)
        .replaceAll("import.meta.url", `(${dist}url + ${JSON.stringify(compiled)})`);
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(dist)) return null;
      const up = "../".repeat(fileName.split("/").length - 1) || "./";
      return [
        `import { fileURLToPath as ${dist}path } from "node:url";`,
        `const ${dist}url = new URL("${up}", import.meta.url).href.slice(0, -1);`,
        `const ${dist}dir = ${dist}path(${dist}url);`,
        code,
      ].join("\n");
    },
  };
}
