"""What others made: parts with version and licence, for people and as a bill of materials."""
