"""What can be settled exactly: small maps, strings, trees and rings of units, and bounds on what is too large."""
