// The query page: YASGUI on this server's own endpoint, with queries to begin with. Nothing is fetched from elsewhere.

const PREFIXES = `PREFIX ag: <https://w3id.org/actorgraph/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`;

const EXAMPLES = [
  ["Latest interactions", `SELECT ?day ?label WHERE {
  ?interaction a ag:Interaction ; rdfs:label ?label ; ag:latest ?day .
}
ORDER BY DESC(?day) LIMIT 50`, "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"],
  ["Who is in most contact", `SELECT ?one ?other ?kind ?events ?last WHERE {
  ?contact a ag:Contact ; ag:from ?a ; ag:to ?b ; ag:kind ?kind ; ag:events ?events .
  ?a skos:prefLabel ?one . ?b skos:prefLabel ?other .
  OPTIONAL { ?contact ag:last ?last }
}
ORDER BY DESC(?events) LIMIT 50`],
  ["Evidence of each call", `SELECT ?label ?sentence ?document WHERE {
  ?call a ag:Call ; rdfs:label ?label ; ag:evidence ?evidence .
  ?evidence ag:sentence ?sentence ; ag:document ?document .
}
LIMIT 50`, "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"],
  ["Offices and their holders", `SELECT DISTINCT ?person ?office ?state WHERE {
  ?held org:member ?p ; org:role ?o ; ag:former false .
  ?p skos:prefLabel ?person . ?o skos:prefLabel ?office .
  OPTIONAL { ?o org:postIn ?s . ?s skos:prefLabel ?state }
}
ORDER BY ?state ?office LIMIT 100`],
  ["Cancelled or denied", `SELECT ?label ?status WHERE {
  ?interaction a ag:Interaction ; rdfs:label ?label ; ag:status ?status .
  FILTER(?status IN (<https://w3id.org/actorgraph/status/cancelled>, <https://w3id.org/actorgraph/status/denied>))
}
LIMIT 100`, "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"],
  ["Interactions by kind and status", `SELECT ?kind ?status (COUNT(*) AS ?number) WHERE {
  ?interaction a ag:Interaction ; ag:kind ?kind ; ag:status ?status .
}
GROUP BY ?kind ?status ORDER BY DESC(?number)`],
  ["What one document says", `CONSTRUCT { ?s ?p ?o } WHERE {
  { SELECT ?document WHERE { ?document a ag:Document } ORDER BY ?document LIMIT 1 }
  GRAPH ?document { ?s ?p ?o }
}`],
];

const written = (query, more = "") => `${PREFIXES}${more}${query}`;

const yasgui = new window.Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: new URL("/sparql", location.href).href },
  endpointCatalogueOptions: { getData: () => [], keys: [] },
  copyEndpointOnNewTab: true,
  persistenceId: "actorgraph",
  yasqe: { value: written(EXAMPLES[0][1], EXAMPLES[0][2]), autocompleters: ["variables"] },
  yasr: { prefixes: Object.fromEntries([...PREFIXES.matchAll(/PREFIX (\w+): <([^>]+)>/g)].map(([, name, iri]) => [name, iri])) },
});

const listed = document.getElementById("examples");
for (const [title, query, more] of EXAMPLES) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.textContent = title;
  button.addEventListener("click", () => {
    const tab = yasgui.getTab();
    tab.setQuery(written(query, more));
    tab.query().catch(() => {}); // what went wrong is shown below the query
  });
  const item = document.createElement("li");
  item.append(button);
  listed.append(item);
}
