import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium", "/usr/bin/google-chrome"];

/** The browser of this machine, or undefined. */
export const browserPath = PLACES.find((path) => path !== undefined && existsSync(path));

/** Said where there is no browser, so that nobody takes a skipped test for a passed one. */
export const noBrowser =
  "SKIPPED: no browser found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to it.";

/** Opens the browser without asking anybody on the network for anything. */
export function openBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error(noBrowser);
  return chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
