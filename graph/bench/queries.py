"""Ten queries as specialists put them, about actors of a generated world; and the commonest question as a join."""

from collections.abc import Mapping

from graph import record
from graph.bench.world import World

PREFIXES = record.PREFIXES
EVENTS = record.EVENTS.n3()


def specialists(world: World) -> Mapping[str, str]:
    """Give the queries by what they ask."""
    often, middling = (record.actor_iri(world.actors[rank].id).n3() for rank in (0, len(world.actors) // 20))
    told = {
        "interactions by kind and status": f"""SELECT ?kind ?status (COUNT(*) AS ?n) WHERE {{ GRAPH {EVENTS} {{
            ?i ag:kind ?kind ; ag:status ?status }} }} GROUP BY ?kind ?status""",
        "who took part most often": f"""SELECT ?who (COUNT(*) AS ?n) WHERE {{ GRAPH {EVENTS} {{
            ?i ag:participant ?who }} }} GROUP BY ?who ORDER BY DESC(?n) LIMIT 20""",
        "interactions of a quarter": f"""SELECT ?i ?label WHERE {{ GRAPH {EVENTS} {{
            ?i ag:earliest ?day ; rdfs:label ?label
            FILTER(?day >= "2024-01-01"^^xsd:date && ?day < "2024-04-01"^^xsd:date) }} }}""",
        "whom two have in common": f"""SELECT ?who WHERE {{
            {{ SELECT DISTINCT ?who WHERE {{ GRAPH {EVENTS} {{ ?i ag:participant {often}, ?who }} }} }}
            {{ SELECT DISTINCT ?who WHERE {{ GRAPH {EVENTS} {{ ?j ag:participant {middling}, ?who }} }} }} }}""",
        "sentences about a topic": f"""SELECT ?sentence WHERE {{ GRAPH {EVENTS} {{
            ?i ag:topic "the treaty" ; ag:participant {middling} ; ag:evidence ?e }} ?e ag:sentence ?sentence }}""",
        "heaviest contacts": """SELECT ?a ?b ?weight WHERE {
            ?c a ag:Contact ; ag:from ?a ; ag:to ?b ; ag:weight ?weight }
            ORDER BY DESC(?weight) LIMIT 100""",
        "denied and cancelled by year": f"""SELECT ?status ?year (COUNT(*) AS ?n) WHERE {{
            GRAPH {EVENTS} {{ ?i ag:status ?status ; ag:earliest ?day }}
            FILTER(?status IN (<{record.BASE}status/denied>, <{record.BASE}status/cancelled>)) }}
            GROUP BY ?status (YEAR(?day) AS ?year)""",
        "documents of a publisher": """SELECT ?document ?day WHERE {
            ?document a ag:Document ; dcterms:publisher "Paper 7" ; dcterms:issued ?day }
            ORDER BY DESC(?day) LIMIT 100""",
        "persons who warned states": f"""SELECT ?person (COUNT(*) AS ?n) WHERE {{ GRAPH {EVENTS} {{
            ?i a ag:Warning ; ag:agent ?person ; ag:recipient ?state }}
            ?person a ag:Person . ?state a ag:State }} GROUP BY ?person ORDER BY DESC(?n) LIMIT 20""",
        "all about one actor": f"""CONSTRUCT {{ ?i ?p ?o }} WHERE {{ GRAPH {EVENTS} {{
            ?i ag:participant {middling} ; ?p ?o }} }}""",
    }
    return {name: PREFIXES + query for name, query in told.items()}


def spoke_with(actor: str) -> str:
    """Ask who spoke with an actor, as a join over the nodes of interactions."""
    kinds = ", ".join(f"<{record.BASE}kind/{kind}>" for kind in ("call", "meeting", "talks"))
    return f"""{PREFIXES}SELECT ?who ?name ?i ?day WHERE {{ GRAPH {EVENTS} {{
        ?i ag:participant {record.actor_iri(actor).n3()}, ?who ; ag:kind ?kind . OPTIONAL {{ ?i ag:latest ?day }}
        FILTER(?kind IN ({kinds})) FILTER(?who != {record.actor_iri(actor).n3()}) }}
        GRAPH {record.RESOLUTION.n3()} {{ ?who skos:prefLabel ?name }} }} ORDER BY DESC(?day)"""
