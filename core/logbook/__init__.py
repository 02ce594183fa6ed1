"""What is done with the sector database: sector sets, duty, requests, review, dossier, handbook."""
