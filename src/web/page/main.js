// The simulator's page: loads the words and the people, puts the views together, follows the news.
import { follow, get, post } from "./api.js";
import { drawClock } from "./clock.js";
import { confirmReset, toast } from "./dialogs.js";
import { button, byId, el } from "./dom.js";
import { PaneView } from "./pane.js";
import { PeopleList, unreadMark } from "./people.js";
import { State } from "./state.js";
import { fillWords, loadWords, t } from "./words.js";

const state = new State();
/** Read before anything is drawn: every change writes the address anew. */
const wanted = new URLSearchParams(location.search);
/** @type {PaneView[]} */
const views = [];

await loadWords();
fillWords();
document.title = t("title");
byId("stage").setAttribute("aria-label", t("panes"));
byId("pane-tabs").setAttribute("aria-label", t("panes"));

const people = new PeopleList(byId("people"), state, (personId) => {
  state.setPane(state.active, { personId });
  show("chat");
  views[state.active]?.composer.focus();
});
drawClock(byId("clock"), state);
drawActions();
for (const what of ["panes", "chats", "people"]) state.addEventListener(what, drawPanes);
state.addEventListener("seen", drawTabs);
state.addEventListener("panes", writeAddress);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void refreshClock();
});

await load();
openWanted();
let first = true;
void follow(
  (news) => {
    state.takeNews(news);
    if (news.fromStart && !first) void load();
    first = false;
  },
  (lost) => {
    byId("lost").hidden = !lost;
    byId("lost").textContent = lost ? t("lost") : "";
  },
);

/** The people and the clock; again after a reset, here or in another window. */
async function load() {
  try {
    state.setPeople(await get("/simulator/people"));
    await refreshClock();
  } catch (error) {
    toast(/** @type {Error} */ (error).message);
  }
}

async function refreshClock() {
  state.setClock(await get("/simulator/clock"));
}

function drawActions() {
  const second = byId("second-pane");
  second.replaceWith(
    Object.assign(
      button({
        icon: "columns",
        text: t("secondPane"),
        label: t("secondPaneLong"),
        class: "quiet",
        onclick: openSecond,
      }),
      { id: "second-pane" },
    ),
  );
  byId("reset").replaceWith(
    Object.assign(
      button({ icon: "reset", text: t("reset"), label: t("reset"), class: "quiet", onclick: () => void reset() }),
      {
        id: "reset",
      },
    ),
  );
}

function openSecond() {
  state.openSecondPane();
  showPeople();
}

async function reset() {
  if (!(await confirmReset())) return;
  try {
    await post("/simulator/reset", {});
    await load();
    toast(t("resetDone"));
  } catch (error) {
    toast(/** @type {Error} */ (error).message);
  }
}

function drawPanes() {
  while (views.length < state.panes.length) {
    const view = new PaneView(state, { onBack: showPeople, onClose: closePane });
    views.push(view);
    byId("panes").append(view.root);
  }
  for (const [index, view] of views.entries()) view.draw(index, isOnScreen(index));
  document.body.dataset["panes"] = String(views.length);
  byId("second-pane").hidden = state.panes.length > 1;
  drawTabs();
}

/** @param {number} index */
function closePane(index) {
  views.splice(index, 1)[0]?.root.remove();
  state.closePane(index);
  views[0]?.composer.focus();
}

function showPeople() {
  show("people");
  people.focus();
}

/** On a narrow screen only the active chat is seen, and none while the list of people is. @param {number} index */
function isOnScreen(index) {
  if (document.hidden) return false;
  return index === state.active
    ? byId("stage").offsetParent !== null
    : (views[index]?.root.offsetParent ?? null) !== null;
}

function drawTabs() {
  const tabs = byId("pane-tabs");
  const focused = tabs.contains(document.activeElement);
  const panes = state.panes.length < 2 ? [] : state.panes;
  tabs.replaceChildren(
    ...panes.map((pane, index) => {
      const person = state.person(pane);
      const unread = person ? state.unread(person, pane.look) : 0;
      const pressed = String(index === state.active);
      return el("button", { type: "button", "aria-pressed": pressed, onclick: () => state.activate(index) }, [
        person?.called ?? t("pick"),
        unread > 0 && unreadMark(unread),
      ]);
    }),
  );
  /** @type {HTMLElement | null} */
  const pressed = tabs.querySelector('[aria-pressed="true"]');
  if (focused) pressed?.focus();
}

/** What a narrow screen shows. @param {"people" | "chat"} view */
function show(view) {
  document.body.dataset["view"] = view;
  drawPanes();
}

/** `?as=sari&look=telegram&as2=rina`: who is open when the page opens. */
function openWanted() {
  for (const [index, end] of ["", "2"].entries()) {
    const personId = wanted.get(`as${end}`);
    if (personId === null || !state.people.some(({ id }) => id === personId)) continue;
    if (index === 1) state.openSecondPane();
    state.setPane(index, { personId, look: wanted.get(`look${end}`) === "telegram" ? "telegram" : "whatsapp" });
    show("chat");
  }
  state.activate(0);
}

function writeAddress() {
  const query = new URLSearchParams();
  for (const [index, { personId, look }] of state.panes.entries()) {
    const end = index === 0 ? "" : String(index + 1);
    if (personId !== null) query.set(`as${end}`, personId);
    if (personId !== null && look !== "whatsapp") query.set(`look${end}`, look);
  }
  const text = query.toString();
  history.replaceState(null, "", text === "" ? location.pathname : `?${text}`);
}
