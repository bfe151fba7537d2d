"""What the page may ask Python about several files or several rounds, read strictly."""
