"""From a graph, its leaves and what is asked to an exercise: statement, parts, bounds."""
