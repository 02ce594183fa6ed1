"""Crime on grids: type, scene, time and method."""
