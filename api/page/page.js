// The first page: ask, show the answer with its evidence, and draw the graph around it.

import { actorPath, get } from "./api.js";
import { answerNodes, chip, interactionList, problemNodes, remember } from "./answer.js";
import { counted, make } from "./dom.js";
import { legend, network, show } from "./picture.js";

const part = (id) => document.getElementById(id);
const [form, question, answer, verdict, shown] = ["question-form", "question", "answer", "verdict", "shown"].map(part);
const [canvas, actor] = ["canvas", "actor"].map(part);
const MOST_CENTRAL = 6;
let running = new AbortController();
let drawn = { central: [], contacts: [] };
let chosen = null;

/** Ask a question, and put it in the address so that it can be shared. */
function ask(text) {
  const address = `/?q=${encodeURIComponent(text)}`;
  if (location.pathname + location.search !== address) history.pushState({}, "", address);
  return open();
}

/** Show what the address asks for. */
async function open() {
  const text = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  running.abort();
  running = new AbortController();
  const { signal } = running;
  question.value = text;
  actor.hidden = true;
  chosen = null;
  document.title = text ? `${text} · ActorGraph` : "ActorGraph";
  answer.setAttribute("aria-busy", "true");
  try {
    await (text ? answered(text, signal) : welcome(signal));
  } catch (error) {
    if (error.name === "AbortError") return;
    say("");
    shown.replaceChildren(...problemNodes(error));
    picture([], []);
  }
  answer.setAttribute("aria-busy", "false");
}

function say(text, sure = true) {
  verdict.textContent = text;
  verdict.classList.toggle("unsure", !sure);
}

async function answered(text, signal) {
  const found = await get("/ask", { q: text }, signal);
  say(found.text, found.understood);
  shown.replaceChildren(...answerNodes(found, choose, ask));
  part("picture-caption").textContent = "The graph around it";
  await around(concerned(found), signal);
}

/** Without a question, show the actors that there is most about. */
async function welcome(signal) {
  const [found, newest] = await Promise.all([get("/actors", { limit: MOST_CENTRAL }, signal), get("/interactions", { limit: 5 }, signal)]);
  say(newest.total ? "The latest that is known" : "The graph is empty: build it with actorgraph build PATH");
  shown.replaceChildren(...interactionList(newest.items, choose));
  part("picture-caption").textContent = "The actors that there is most about";
  await around(found.items.map(({ id, name }) => ({ id, name })), signal);
}

/** Give the actors that an answer is about: those that it names, else those who take part. */
function concerned(found) {
  const all = [
    ...found.actors.map(({ id, name }) => ({ id, name })),
    ...found.path.flatMap((step) => [{ id: step.a, name: step.a_name }, { id: step.b, name: step.b_name }]),
    ...found.interactions.flatMap((each) => each.participants.map((one) => ({ id: one.actor, name: one.name }))),
    ...found.offices.map((each) => ({ id: each.person, name: each.person_name })),
  ];
  return [...new Map(all.map((each) => [each.id, each])).values()].slice(0, MOST_CENTRAL);
}

async function around(central, signal) {
  const details = await Promise.all(central.map((each) => get(actorPath(each.id), {}, signal)));
  picture(central, details.flatMap((each) => each.contacts));
}

function picture(central, contacts) {
  drawn = { central, contacts };
  const focused = canvas.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  show(canvas, network(central, contacts), choose);
  mark();
  if (focused) nodes().find((node) => node.dataset.id === focused)?.focus();
}

const nodes = () => [...canvas.querySelectorAll(".node")];

/** Mark the actor that is shown. */
function mark() {
  for (const node of nodes()) node.classList.toggle("chosen", node.dataset.id === chosen);
}

/** Show one actor beside the answer: what it is, and its interactions. */
async function choose(id) {
  try {
    const [found, page] = await Promise.all([get(actorPath(id)), get("/interactions", { actor: id, limit: 50 })]);
    const offices = found.offices.filter((each) => each.person === id)
      .map((each) => `${each.former ? "former " : ""}${[each.office_name, each.state_name].filter(Boolean).join(", ")}`);
    const also = found.aliases.length ? `Also: ${found.aliases.join(", ")}` : null;
    actor.replaceChildren(
      make("h2", { tabindex: "-1" }, found.name),
      make("p", { class: "about" }, [found.kind, ...new Set(offices)].join(" · ")),
      also ? make("p", { class: "about" }, also) : null,
      ...found.same_as.map((address) => make("p", { class: "about" }, make("a", { href: address, rel: "noreferrer" }, `Wikidata ${address.split("/").pop()}`))),
      make("p", { class: "about" }, counted(page.total, "interaction"), page.next ? `, the newest ${page.items.length} here` : ""),
      ...interactionList(page.items, choose, 5));
  } catch (error) {
    actor.replaceChildren(...problemNodes(error));
    actor.querySelector("h2").tabIndex = -1;
  }
  actor.hidden = false;
  chosen = id;
  mark();
  const heading = actor.querySelector("h2");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

async function examples() {
  const { suggestions } = await get("/ask", { q: "" });
  part("examples").replaceChildren(...suggestions.slice(0, 6).map((each) => chip(each, ask)));
}

async function foot() {
  const found = await get("/stats");
  const actors = Object.values(found.actors).reduce((sum, each) => sum + each, 0);
  const interactions = Object.values(found.interactions).reduce((sum, each) => sum + each, 0);
  part("foot").textContent = [counted(found.documents, "document"), counted(actors, "actor"), counted(interactions, "interaction")].join(" · ");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (question.value.trim()) ask(question.value.trim());
});
addEventListener("popstate", open);
let width = 0;
new ResizeObserver(() => {
  if (width && Math.abs(canvas.clientWidth - width) > 4) picture(drawn.central, drawn.contacts);
  width = canvas.clientWidth;
}).observe(canvas);
part("legend").replaceChildren(...legend());
get("/documents", { limit: 500 }).then((page) => remember(page.items)).catch(() => {});
examples().catch(() => {});
foot().catch(() => {});
await open();
