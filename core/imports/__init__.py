"""Spreadsheets people fill in: officers, requests, findings of safety walks."""
