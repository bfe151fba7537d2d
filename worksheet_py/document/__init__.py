"""What a person or group wrote, and the file it is saved as."""
