"""The instance to be balanced: settings, graph, problem and resulting plan."""
