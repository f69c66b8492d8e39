import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const repositoryRoot = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

/** The command, as people start it. */
export const slipwayCommand = `${repositoryRoot}/bin/slipway`;
