// Questions in the page: one dialog element, closed by Esc, that gives the focus back to where it was.
import { byId, el } from "./dom.js";
import { t } from "./words.js";

/**
 * Asks; resolves with the value of the button that was pressed, or "" when it was closed.
 *
 * @param {{title: string, body?: (HTMLElement | string)[], actions: {value: string, text: string, class?: string}[]}} question
 * @returns {Promise<string>}
 */
export function ask({ title, body = [], actions }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const form = el("form", { method: "dialog" }, [
    el("h2", { id: "dialog-title" }, [title]),
    ...body,
    el(
      "div",
      { class: actions.length > 2 ? "dialog-actions stacked" : "dialog-actions" },
      actions.map(({ value, text, class: className }) =>
        el("button", { type: "submit", value, class: className ?? "quiet" }, [text]),
      ),
    ),
  ]);
  dialog.replaceChildren(form);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        before?.focus();
        resolve(dialog.returnValue);
      },
      { once: true },
    );
    dialog.onclick = (event) => {
      if (event.target === dialog) dialog.close("");
    };
  });
}

/** Asks before everything is made anew. */
export async function confirmReset() {
  const answer = await ask({
    title: t("resetTitle"),
    body: [el("p", {}, [t("resetText")])],
    actions: [
      { value: "", text: t("cancel") },
      { value: "yes", text: t("resetYes"), class: "danger" },
    ],
  });
  return answer === "yes";
}

/**
 * What can be done with a message of one's own: change, delete, deliver twice.
 *
 * @param {import("./state.js").Message} message
 * @returns {Promise<{what: "edit", text: string} | {what: "delete" | "again"} | undefined>}
 */
export async function messageMenu(message) {
  const again = message.text !== "" && message.choice === undefined;
  const what = await ask({
    title: t("menuTitle"),
    body: [el("blockquote", { dir: "auto" }, [message.text.slice(0, 200)])],
    actions: [
      ...(again
        ? [
            { value: "edit", text: t("edit") },
            { value: "again", text: t("again") },
          ]
        : []),
      { value: "delete", text: t("delete"), class: "quiet warn" },
      { value: "", text: t("close") },
    ],
  });
  if (what === "delete" || what === "again") return { what };
  if (what !== "edit") return undefined;
  const text = el("textarea", { id: "edit-text", rows: 3, value: message.text });
  const saved = await ask({
    title: t("editTitle"),
    body: [el("label", { for: "edit-text" }, [t("editLabel")]), text],
    actions: [
      { value: "", text: t("cancel") },
      { value: "save", text: t("save"), class: "primary" },
    ],
  });
  return saved === "save" ? { what: "edit", text: text.value } : undefined;
}

let toastTimer = 0;
const TOAST_MS = 5_000;

/** Says something short that needs no answer. @param {string} text */
export function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => element.classList.remove("shown"), TOAST_MS);
}
