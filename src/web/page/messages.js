// How one message looks: a bubble, its choices, its medium, its time. All text is set as text.
import { button, el, icon } from "./dom.js";
import { timeOf } from "./time.js";
import { t } from "./words.js";

/**
 * @typedef {{zone: string, onChoice: (id: string) => void, onMenu: (message: import("./state.js").Message) => void}} Hands
 */

/**
 * One message as a list item of the conversation.
 *
 * @param {import("./state.js").Message} message
 * @param {Hands} hands
 */
export function messageElement(message, hands) {
  const mine = message.from === "person";
  const item = el("div", { class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.id }, [
    el("div", { class: `bubble${message.media ? ` has-${kindOf(message.media)}` : ""}` }, [
      el("span", { class: "visually-hidden" }, [`${mine ? t("you") : t("bot")}: `]),
      message.forwarded && el("div", { class: "forwarded" }, [icon("forward"), t("forwardedMark")]),
      message.media && !message.deleted && mediaElement(message.media),
      textElement(message),
      foot(message, hands),
    ]),
    choicesElement(message, hands),
  ]);
  return item;
}

/** @param {import("./state.js").Message} message */
function textElement({ text, deleted }) {
  if (deleted) return el("p", { class: "deleted" }, [icon("block"), t("deleted")]);
  if (text === "") return null;
  return el("p", { class: "text", dir: "auto" }, [text]);
}

/** @param {import("./state.js").Message} message @param {Hands} hands */
function foot(message, { zone, onMenu }) {
  const { at, from, edited, waiting, choice, text } = message;
  const mine = from === "person";
  return el("div", { class: "foot" }, [
    choice !== undefined && el("span", {}, [t("tapped")]),
    edited && el("span", {}, [t("edited")]),
    el("time", { dateTime: at }, [timeOf(Date.parse(at), zone)]),
    mine &&
      el("span", { class: waiting ? "state waiting" : "state" }, [
        icon(waiting ? "wait" : "done"),
        el("span", { class: "visually-hidden" }, [waiting ? t("waiting") : t("delivered")]),
      ]),
    mine &&
      !message.deleted &&
      button({
        icon: "more",
        class: "message-menu",
        label: t("menuOf", { text: text.slice(0, 40) }),
        onclick: () => onMenu(message),
      }),
  ]);
}

/** @param {import("./state.js").Message} message @param {Hands} hands */
function choicesElement({ choices, deleted }, { onChoice }) {
  if (choices.length === 0 || deleted) return null;
  return el(
    "div",
    { class: "choices", role: "group", "aria-label": t("choices") },
    choices.map(({ id, label }) =>
      el("button", { type: "button", class: "choice", onclick: () => onChoice(id) }, [label]),
    ),
  );
}

/** @param {import("./state.js").Media} media */
function mediaElement(media) {
  switch (kindOf(media)) {
    case "photo":
      return photo(media);
    case "voice":
      if (!media.url) return card("voice", t("mediaGone", { kind: t("mediaVoice") }));
      return el("audio", { controls: true, preload: "metadata", src: media.url, "aria-label": t("mediaVoice") });
    case "video":
      if (!media.url) return card("photo", t("mediaOther", { kind: media.kind }));
      return el("video", { controls: true, preload: "metadata", src: media.url });
    case "document":
      return documentLink(media);
    case "sticker":
      return el("span", { class: "sticker", role: "img", "aria-label": t("mediaSticker") }, [icon("sticker")]);
    case "location":
      return card("location", t("location"), `${media.latitude?.toFixed(5)}, ${media.longitude?.toFixed(5)}`);
    case "contact":
      return card("contact", t("mediaContact"));
    default:
      return card("document", t("mediaOther", { kind: media.kind }));
  }
}

/** @param {import("./state.js").Media} media */
function kindOf({ kind }) {
  return kind === "audio" ? "voice" : kind;
}

/** @param {import("./state.js").Media} media */
function photo({ url }) {
  if (!url) return card("photo", t("mediaGone", { kind: t("mediaPhoto") }));
  return el("a", { href: url, target: "_blank", rel: "noopener" }, [
    el("img", { class: "photo", src: url, alt: t("mediaPhoto"), decoding: "async" }),
  ]);
}

/** @param {import("./state.js").Media} media */
function documentLink({ url, name }) {
  const shown = card("document", name ?? t("mediaDocument"));
  return url ? el("a", { class: "file", href: url, download: name ?? "" }, [shown]) : shown;
}

/** @param {Parameters<typeof icon>[0]} shape @param {string} title @param {string} [detail] */
function card(shape, title, detail) {
  return el("span", { class: "card" }, [
    icon(shape),
    el("span", {}, [title, detail !== undefined && el("small", {}, [detail])]),
  ]);
}
