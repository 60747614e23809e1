// Make elements. Whatever comes from the graph goes in as text, never as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Make an HTML element; children are nodes or text, and null ones are left out. */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Make an SVG element. */
export function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Write a day, month or year as people do: 9 October 2024. */
export function moment(iso) {
  const parts = iso.split("-").map(Number);
  const day = new Date(Date.UTC(parts[0], (parts[1] ?? 1) - 1, parts[2] ?? 1));
  const options = { year: "numeric", timeZone: "UTC" };
  if (parts.length > 1) options.month = "long";
  if (parts.length > 2) options.day = "numeric";
  return new Intl.DateTimeFormat("en-GB", options).format(day);
}

/** Write how many there are: 1 interaction, 2 interactions. */
export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
