"""The algorithms, one folder a group of the toolbox."""
