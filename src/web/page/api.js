// The simulator's HTTP interface, as documented in docs/SIMULATOR.md.
import { t } from "./words.js";

/** Seconds that the server may keep a question for news open. */
const WAIT_SECONDS = 25;
/** Pauses between tries while the server does not answer. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** @param {string} path */
export async function get(path) {
  return answerOf(await reach(path));
}

/** @param {string} path @param {unknown} body */
export async function post(path, body) {
  return answerOf(
    await reach(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

/**
 * Follows what is new in all chats, for as long as the page is open.
 *
 * @param {(news: import("./state.js").News) => void} onNews
 * @param {(lost: boolean) => void} onLost
 */
export async function follow(onNews, onLost) {
  let after = "";
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    try {
      const news = await get(`/simulator/messages?wait=${WAIT_SECONDS}${after === "" ? "" : `&after=${after}`}`);
      after = news.next;
      pauseMs = FIRST_PAUSE_MS;
      onLost(false);
      onNews(news);
    } catch {
      onLost(true);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

/** @param {string} path @param {RequestInit} [init] */
async function reach(path, init) {
  try {
    return await fetch(path, init);
  } catch {
    throw new Error(t("failedOffline"));
  }
}

/** @param {Response} response */
async function answerOf(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error?.message ?? response.statusText);
  return body;
}
