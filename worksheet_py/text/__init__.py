"""Messages for people, and bidirectional text inside them."""
