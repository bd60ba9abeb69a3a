"""The made-up county that `kompis demo` shows: real libraries and resources, invented people."""
