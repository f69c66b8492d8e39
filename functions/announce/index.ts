import { serve } from "../_shared/serve.ts";
import { announce } from "./handler.ts";

export default { fetch: serve("announce", announce) };
