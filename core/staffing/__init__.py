"""How many officers each sector gets, and on which shifts."""
