import { afterEach } from "vitest";
import { cleanUpNow } from "./clean-up.ts";
import "./threads.ts";

// Here and not in `clean-up.ts`: a module is loaded once for many test files, and this one for each.
afterEach(cleanUpNow);
