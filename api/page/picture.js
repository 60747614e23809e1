// Draw actors and their contacts. The nodes are buttons: they take the focus, and answer to Enter, space and the arrows.

import { kindOf } from "./answer.js";
import { counted, draw, make } from "./dom.js";

const SHAPES = {
  person: (size) => draw("circle", { r: size }),
  office: (size) => draw("rect", { x: -size, y: -size * 0.8, width: size * 2, height: size * 1.6, rx: 3 }),
  state: (size) => draw("path", { d: `M0 ${-size * 1.25} ${size * 1.25} 0 0 ${size * 1.25} ${-size * 1.25} 0Z` }),
  organization: (size) => draw("path", { d: hexagon(size * 1.15) }),
};
const MOST_NODES = 20;
const HEIGHT = 380;
const ROOM = 14; // what each node beyond the tenth adds to the height
const LONGEST = 24;

function hexagon(size) {
  const corners = [0, 1, 2, 3, 4, 5].map((at) => (Math.PI / 3) * at);
  return `M${corners.map((angle) => `${(size * Math.cos(angle)).toFixed(1)} ${(size * Math.sin(angle)).toFixed(1)}`).join(" ")}Z`;
}

/** Give the entries of the legend: each kind of actor with its shape. */
export function legend() {
  const kinds = Object.keys(SHAPES).map((kind) => make("li", {},
    draw("svg", { width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true", class: `node ${kind}` }, SHAPES[kind](6)), kind));
  const line = draw("svg", { width: 26, height: 10, viewBox: "0 0 26 10", "aria-hidden": "true", class: "edge unsettled" },
    draw("line", { x1: 1, y1: 5, x2: 25, y2: 5, "stroke-width": 2 }));
  return [...kinds, make("li", {}, line, "none has occurred")];
}

/** Turn contacts into nodes and edges: one edge for each pair, the actors of the answer and their closest neighbours. */
export function network(central, contacts) {
  const nodes = new Map(central.map((each) => [each.id, { ...each, kind: kindOf(each.id), central: true, weight: 0 }]));
  const edges = new Map();
  for (const contact of [...contacts].sort((one, other) => other.times - one.times)) {
    const pair = [[contact.a, contact.a_name], [contact.b, contact.b_name]];
    const missing = pair.filter(([id]) => !nodes.has(id));
    if (nodes.size + missing.length > MOST_NODES || contact.a === contact.b) continue;
    for (const [id, name] of missing) nodes.set(id, { id, name, kind: kindOf(id), central: false, weight: 0 });
    addEdge(edges, nodes, contact);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function addEdge(edges, nodes, contact) {
  const [source, target] = [contact.a, contact.b].sort();
  const key = `${source} ${target}`;
  const edge = edges.get(key) ?? { source, target, times: 0, events: 0, kinds: new Map(), statuses: new Set() };
  if (edge.kinds.has(`${contact.a} ${contact.kind}`)) return;
  edge.kinds.set(`${contact.a} ${contact.kind}`, contact.kind);
  edge.times += contact.times;
  edge.events += contact.events;
  contact.statuses.forEach((status) => edge.statuses.add(status));
  edges.set(key, edge);
  for (const id of [source, target]) nodes.get(id).weight += contact.times;
}

/** Draw a network into `place`; `choose` is called with the id of the node that is clicked. */
export function show(place, { nodes, edges }, choose) {
  if (!nodes.length) {
    place.replaceChildren(make("p", { class: "empty" }, "Nothing to draw here."));
    return;
  }
  const width = Math.max(280, place.clientWidth);
  const height = HEIGHT + Math.max(0, nodes.length - 10) * ROOM;
  settle(nodes, edges, width, height);
  const drawn = edges.map(edgeNode);
  const buttons = nodes.map((node) => nodeButton(node, edges, choose));
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "group", "aria-label": "Actors and their contacts" },
    draw("g", { class: "edges" }, drawn), draw("g", { class: "nodes" }, buttons));
  svg.addEventListener("keydown", (event) => move(event, nodes, buttons));
  svg.addEventListener("pointerover", (event) => lighten(svg, event.target.closest(".node"), edges, drawn));
  svg.addEventListener("focusin", (event) => lighten(svg, event.target.closest(".node"), edges, drawn));
  svg.addEventListener("pointerleave", () => lighten(svg, null, edges, drawn));
  place.replaceChildren(svg);
}

/** Let forces find the places, and stretch the result over the picture. */
function settle(nodes, edges, width, height) {
  const { forceSimulation, forceLink, forceManyBody, forceCollide, forceX, forceY } = globalThis.d3;
  forceSimulation(nodes)
    .force("link", forceLink(edges).id((node) => node.id).distance(95).strength(0.5))
    .force("apart", forceManyBody().strength(-420))
    .force("labels", forceCollide((node) => 22 + label(node).length * 1.9))
    .force("x", forceX().strength(0.06))
    .force("y", forceY().strength(0.09))
    .stop()
    .tick(320);
  stretch(nodes, "x", 40, width - 40);
  stretch(nodes, "y", 26, height - 38);
  for (const node of nodes) {
    const room = Math.min(label(node).length * 3.9 + 6, width / 2);
    node.x = Math.min(Math.max(node.x, room), width - room);
  }
}

const label = (node) => (node.name.length > LONGEST ? `${node.name.slice(0, LONGEST - 1)}…` : node.name);

function stretch(nodes, axis, from, to) {
  const places = nodes.map((node) => node[axis]);
  const [least, most] = [Math.min(...places), Math.max(...places)];
  const scale = Math.min((to - from) / Math.max(most - least, 1), 1.6);
  const middle = (from + to) / 2;
  for (const node of nodes) node[axis] = middle + (node[axis] - (least + most) / 2) * scale;
}

function edgeNode(edge) {
  const said = `${edge.source.name} – ${edge.target.name}: ${[...new Set(edge.kinds.values())].join(", ")}; ${counted(edge.times, "time")}; ${[...edge.statuses].join(", ")}`;
  return draw("g", { class: `edge ${edge.statuses.has("occurred") ? "" : "unsettled"}` },
    draw("title", {}, said),
    draw("line", { x1: edge.source.x, y1: edge.source.y, x2: edge.target.x, y2: edge.target.y, "stroke-width": Math.min(1.2 + Math.sqrt(edge.times), 7) }));
}

function nodeButton(node, edges, choose) {
  const contacts = edges.filter((edge) => edge.source === node || edge.target === node).length;
  const size = (node.central ? 10 : 6) + Math.min(Math.sqrt(node.weight), 6);
  return draw("g", {
    class: `node ${node.kind} ${node.central ? "central" : ""}`, transform: `translate(${node.x} ${node.y})`,
    tabindex: "0", role: "button", "data-id": node.id,
    "aria-label": `${node.name}, ${node.kind}, ${counted(contacts, "contact")} in this picture`,
    onclick: () => choose(node.id),
  }, draw("title", {}, node.name), SHAPES[node.kind](size), draw("text", { y: size + 15 }, label(node)));
}

/** Enter and space choose; an arrow goes to the nearest node that way. */
function move(event, nodes, buttons) {
  const at = buttons.indexOf(event.target.closest(".node"));
  if (at < 0) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    buttons[at].dispatchEvent(new MouseEvent("click"));
  }
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!way) return;
  event.preventDefault();
  const far = (node) => {
    const [x, y] = [node.x - nodes[at].x, node.y - nodes[at].y];
    const along = x * way[0] + y * way[1];
    return along > 0 ? along + 2 * Math.abs(x * way[1] + y * way[0]) : Infinity;
  };
  const nearest = nodes.map(far).reduce((best, distance, index, all) => (distance < all[best] ? index : best), 0);
  if (far(nodes[nearest]) < Infinity) buttons[nearest].focus();
}

/** Let what is not connected with a node step back. */
function lighten(svg, button, edges, drawn) {
  const id = button?.dataset.id;
  svg.classList.toggle("focused", Boolean(id));
  const near = new Set([id]);
  edges.forEach((edge, at) => {
    const touches = edge.source.id === id || edge.target.id === id;
    if (touches) near.add(edge.source.id).add(edge.target.id);
    drawn[at].classList.toggle("near", touches);
  });
  for (const each of svg.querySelectorAll(".node")) each.classList.toggle("near", near.has(each.dataset.id));
}
