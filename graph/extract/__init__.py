"""Read documents into what they say: actors, offices held, interactions."""
