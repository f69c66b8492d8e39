import { serve } from "../_shared/serve.ts";
import { manifest } from "./handler.ts";

export default { fetch: serve("manifest", manifest) };
