import { serve } from "../_shared/serve.ts";
import { ios } from "./handler.ts";

export default { fetch: serve("ios", ios) };
