"""What residents may see, and the pages and prints that show it."""
