"""Read texts into actors and interactions, resolve them, keep them as RDF, and answer questions about them."""
