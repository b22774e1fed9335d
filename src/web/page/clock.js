// The simulator's clock at the top, and the three steps forward.
import { post } from "./api.js";
import { toast } from "./dialogs.js";
import { el } from "./dom.js";
import { dayOf, spanOf, timeWithZone } from "./time.js";
import { t } from "./words.js";

const STEPS = [
  { advance: "PT1H", text: "forwardHour", label: "forwardHourLong" },
  { advance: "P1D", text: "forwardDay", label: "forwardDayLong" },
  { advance: "P1W", text: "forwardWeek", label: "forwardWeekLong" },
];
const TICK_MS = 1_000;
const MINUTE_MS = 60_000;

/**
 * Draws the clock in the zone of whoever is open, and keeps it going.
 *
 * @param {HTMLElement} root
 * @param {import("./state.js").State} state
 */
export function drawClock(root, state) {
  const time = el("time", { class: "clock-time" });
  const day = el("span", { class: "clock-day" });
  const ahead = el("span", { class: "clock-ahead" });
  const steps = STEPS.map(({ advance, text, label }) =>
    el("button", { type: "button", class: "step", "aria-label": t(label), onclick: () => forward(advance) }, [t(text)]),
  );
  let busy = false;

  async function forward(/** @type {string} */ advance) {
    if (busy) return;
    setBusy(true);
    try {
      state.setClock(await post("/simulator/clock", { advance }));
      toast(t("forwarded", { when: `${dayOf(state.now(), zone())}, ${timeWithZone(state.now(), zone())}` }));
    } catch (error) {
      toast(/** @type {Error} */ (error).message);
    } finally {
      setBusy(false);
    }
  }

  // Not `disabled`: that would take the focus away from who works by keyboard.
  function setBusy(/** @type {boolean} */ now) {
    busy = now;
    root.setAttribute("aria-busy", String(now));
    for (const step of steps) step.setAttribute("aria-disabled", String(now));
    if (now) toast(t("forwarding"));
  }

  const zone = () =>
    state.person(state.panes[state.active] ?? { personId: null, look: "whatsapp" })?.zone ?? "Asia/Jakarta";

  function draw() {
    const now = state.now();
    setText(time, timeWithZone(now, zone()));
    time.dateTime = new Date(now).toISOString();
    setText(day, dayOf(now, zone()));
    const span = state.aheadMs < MINUTE_MS ? "" : spanOf(state.aheadMs);
    setText(ahead, span === "" ? t("onTime") : t("ahead", { span }));
    ahead.classList.toggle("is-ahead", span !== "");
  }

  root.setAttribute("aria-label", t("clock"));
  root.append(
    el("div", { class: "clock-face" }, [time, el("div", { class: "clock-more" }, [day, ahead])]),
    el("div", { class: "steps" }, steps),
  );
  for (const what of ["clock", "panes", "people"]) state.addEventListener(what, draw);
  setInterval(draw, TICK_MS);
  draw();
}

/** Leaves the text alone while it is the same, so that a selection stays. @param {Element} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
