"""Geometry without a subject: contiguity, overlay, coverages, shape measures."""
