"""What people write under "when", read as days."""
