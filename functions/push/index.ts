import { serve } from "../_shared/serve.ts";
import { push } from "./handler.ts";

export default { fetch: serve("push", push) };
