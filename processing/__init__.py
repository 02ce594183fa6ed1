"""The Processing provider: thin algorithms over core."""
