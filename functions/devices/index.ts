import { serve } from "../_shared/serve.ts";
import { devices } from "./handler.ts";

export default { fetch: serve("devices", devices) };
