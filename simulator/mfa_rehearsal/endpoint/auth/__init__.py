"""Who sent a request, and whether it may be answered: signatures, callers, origins."""
