// Show an answer and the evidence that it rests on.

import { counted, make, moment } from "./dom.js";

const PUBLISHERS = new Map();
const SENTENCES = 2;

/** Remember who published which document, and name it wherever it is shown. */
export function remember(documents) {
  for (const found of documents) if (found.publisher) PUBLISHERS.set(found.id, found.publisher);
  for (const place of document.querySelectorAll(".publisher")) place.textContent = published(place.dataset.document);
}

const published = (id) => (PUBLISHERS.has(id) ? ` · ${PUBLISHERS.get(id)}` : "");

/** Give what an answer rests on; `choose` is called with the id of an actor whose name is clicked. */
export function answerNodes(answer, choose, ask) {
  const nodes = answer.understood ? [] : [suggestionList(answer.suggestions, ask)];
  if (answer.path.length) nodes.push(chain(answer.path, choose));
  nodes.push(...interactionList(answer.interactions, choose));
  nodes.push(...answer.offices.map((each) => officeCard(each, choose)));
  if (answer.sparql) nodes.push(queryFold(answer.sparql));
  return nodes;
}

/** Give the cards of interactions, the first ones open and the rest behind a button. */
export function interactionList(interactions, choose, first = 8) {
  const cards = interactions.slice(0, first).map((each) => interactionCard(each, choose));
  const rest = interactions.slice(first);
  if (!rest.length) return cards;
  const more = make("button", { type: "button", class: "more" }, `Show ${rest.length} more`);
  more.addEventListener("click", () => more.replaceWith(...interactionList(rest, choose, rest.length)));
  return [...cards, more];
}

function interactionCard(found, choose) {
  return make("article", { class: "card interaction" },
    make("h2", { class: "who" }, parties(found.participants, choose)),
    make("p", { class: "facts" },
      make("span", { class: "kind" }, found.kind),
      make("span", { class: `status ${found.status}` }, found.status),
      found.when ? make("time", { datetime: found.when }, moment(found.when)) : make("span", { class: "unknown" }, "day not known"),
      found.count ? make("span", { class: "count" }, counted(found.count, "time")) : null,
      found.place ? make("span", {}, `in ${found.place}`) : null,
      found.topic ? make("span", {}, `about ${found.topic}`) : null,
      found.sources > 1 ? make("span", { class: "sources", title: found.reason }, `told by ${found.sources} sources`) : null,
      found.contradicts.length ? make("span", { class: "status denied" }, "reports differ") : null),
    quotations(found.evidence));
}

function officeCard(found, choose) {
  const title = [found.office_name, found.state_name].filter(Boolean).join(", ");
  return make("article", { class: "card office" },
    make("h2", { class: "who" }, actorButton(found.person, found.person_name, choose)),
    make("p", { class: "facts" },
      make("span", { class: "kind" }, title),
      make("span", { class: `status ${found.former ? "cancelled" : "occurred"}` }, found.former ? "former" : "in office")),
    quotations(found.evidence));
}

/** Write who did it, an arrow, and to whom; or all side by side where nobody leads. */
function parties(participants, choose) {
  const some = (role) => participants.filter((each) => each.role === role);
  const names = (group) => group.flatMap((each, at) => [at ? " and " : null, actorButton(each.actor, each.name, choose)]);
  const [agents, recipients, equals] = [some("agent"), some("recipient"), some("participant")];
  if (!agents.length && !recipients.length) return names(equals);
  const arrow = recipients.length ? [" ", make("span", { class: "arrow", "aria-label": "to" }, "→"), " "] : [];
  const beside = equals.length ? [agents.length || recipients.length ? " with " : null, names(equals)] : [];
  return [names(agents), arrow, names(recipients), beside].flat();
}

function actorButton(id, name, choose) {
  return make("button", { type: "button", class: `name ${kindOf(id)}`, onclick: () => choose(id) }, name);
}

/** Give the sentences that show it, the first ones open. */
function quotations(evidence) {
  const rest = evidence.slice(SENTENCES);
  const fold = make("details", { class: "further" },
    make("summary", {}, `${counted(rest.length, "more sentence")}`), rest.map(quotation));
  return [...evidence.slice(0, SENTENCES).map(quotation), rest.length ? fold : null];
}

function quotation(evidence) {
  return make("figure", { class: "evidence" },
    make("blockquote", {}, make("mark", {}, evidence.sentence.trim())),
    make("figcaption", {},
      make("a", { href: evidence.link }, evidence.title ?? evidence.document),
      make("span", { class: "publisher", "data-document": evidence.document }, published(evidence.document)),
      evidence.published ? ` · ${moment(evidence.published)}` : null));
}

function chain(steps, choose) {
  return make("ol", { class: "card chain" }, steps.map((step) => make("li", {},
    actorButton(step.a, step.a_name, choose),
    make("span", { class: "link" }, ` ${step.kind}, ${counted(step.times, "time")} `),
    actorButton(step.b, step.b_name, choose),
    step.statuses.map((status) => make("span", { class: `status ${status}` }, status)))));
}

function suggestionList(suggestions, ask) {
  return make("ul", { class: "chips", "aria-label": "Questions that would be understood" },
    suggestions.map((each) => chip(each, ask)));
}

/** Give a question to click on. */
export function chip(question, ask) {
  return make("li", {}, make("button", { type: "button", class: "chip", onclick: () => ask(question) }, question));
}

function queryFold(sparql) {
  return make("details", { class: "card query" },
    make("summary", {}, "The SPARQL query that gave this"),
    make("pre", { tabindex: "0" }, make("code", {}, sparql)),
    make("p", {}, make("a", { href: `/sparql?query=${encodeURIComponent(sparql)}` }, "Run it"), " at /sparql"));
}

/** The kind of an actor stands at the head of its id. */
export const kindOf = (id) => id.split("/", 1)[0];

/** Give the nodes that say what went wrong, and what to do. */
export function problemNodes(problem) {
  return [make("div", { class: "card problem", role: "alert" },
    make("h2", {}, problem.title ?? "Something went wrong"),
    make("p", {}, problem.message),
    problem.remedy ? make("p", {}, problem.remedy) : null)];
}
