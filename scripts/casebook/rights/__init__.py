"""Who owns what, and the words that say so."""
