"""What is stored about one person: read as a whole, and erased."""
