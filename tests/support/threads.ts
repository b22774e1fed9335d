import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { threadCode } from "../../src/documents/thread.ts";
import { packageRoot } from "../../src/home.ts";
import { compiled } from "./compiled.ts";

/** Threads run what is compiled, as processes do: a document takes a quarter of the time. */
threadCode.of = (file) => pathToFileURL(compiled(relative(packageRoot(), fileURLToPath(file))));
