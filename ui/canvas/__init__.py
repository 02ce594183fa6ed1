"""What happens on the map canvas: tools, overlays, colours."""
