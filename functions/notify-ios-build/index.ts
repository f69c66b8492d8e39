import { serve } from "../_shared/serve.ts";
import { notifyIosBuild } from "./handler.ts";

export default { fetch: serve("notify-ios-build", notifyIosBuild) };
