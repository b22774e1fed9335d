import { Hono } from "hono";
import { BadRequest } from "./answers.ts";
import { PageFiles } from "./files.ts";

/** The simulator's page at `/`, its files below `/page/`. */
export function pageRoutes(files = new PageFiles()): Hono {
  const app = new Hono();
  const serve = async (name: string) => {
    const file = await files.read(name);
    if (!file) throw new BadRequest("not-found", `There is no file ${name}.`, { status: 404 });
    return new Response(file.body, { headers: { "Content-Type": file.mime, "Cache-Control": "no-cache" } });
  };
  app.get("/", () => serve("index.html"));
  app.get("/page/:name", (c) => serve(c.req.param("name")));
  return app;
}
