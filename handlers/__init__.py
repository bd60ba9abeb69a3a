"""What people can ask and what Kompis answers, on any platform and in two languages."""
