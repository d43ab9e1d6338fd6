"""Who signed a request, and whether it is allowed: signatures, callers, origins."""
