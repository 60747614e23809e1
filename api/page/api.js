// Ask the API. What goes wrong comes as a Problem, with what is wrong and what to do.

export class Problem extends Error {
  constructor(found) {
    super(found.detail ?? found.title);
    this.title = found.title;
    this.remedy = found.remedy;
  }
}

/** Fetch one address as JSON; parameters that are null are left out. */
export async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null));
  const address = query.size ? `${path}?${query}` : path;
  let response;
  try {
    response = await fetch(address, { headers: { Accept: "application/json" }, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ title: "No answer", detail: "The server does not answer.", remedy: "Is it still running?" });
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Problem(body ?? { title: "Server error", detail: `The server answered ${response.status}.` });
  return body;
}

/** The address of one actor; its id keeps its slashes. */
export const actorPath = (id) => `/actors/${id.split("/").map(encodeURIComponent).join("/")}`;
