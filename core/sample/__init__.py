"""A synthetic city, Seedhaven, and made-up incidents and officers on real ground. Nothing in it is true."""
