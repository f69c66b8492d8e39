// `slipway-client.js`: everything that a page without a bundler needs, as one file for `<script type="module">`.

export { connectLive } from "../live.ts";
export { createUpdates } from "../updates.ts";
export { watchVersion } from "./watcher.ts";
export { versionLabel } from "./version.ts";
import "./element.ts";
