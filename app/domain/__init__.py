"""The nouns of fact-checking and the ports that other rooms implement; standard library only."""
