"""What others made: components with version and licence, for people and as a bill of materials."""
