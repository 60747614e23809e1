"""Measure: reading beside the bare language model, and the graph beside other stores on a generated world."""
