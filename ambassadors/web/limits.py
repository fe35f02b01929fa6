"""How often one may try: by address (a /64 for IPv6), shared through Redis between workers (docs/adr/0012)."""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from flask import Response, request
from flask_limiter import Limiter


def network() -> str:
    """Return whom a limit counts: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        address = ip_address(request.remote_addr or "0.0.0.0")  # nosec B104 # compared, never bound
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network(f"{address}/64", strict=False))
    return str(address)


# Redis away, each process counts for itself until it is back: the site goes on, and nobody is let in freely.
limiter = Limiter(key_func=network, strategy="moving-window", in_memory_fallback_enabled=True)
LONGEST_WAIT = 300  # seconds, where the storage cannot tell


def seconds_to_wait() -> int:
    """Return how long whoever was just refused should wait."""
    limit = limiter.current_limit
    try:
        return max(1, round(limit.reset_at - time.time())) if limit else LONGEST_WAIT
    except Exception:  # Redis has just left, and the libraries agree on no error of their own
        return LONGEST_WAIT


def acted(response: Response) -> bool:
    """Tell a sending that acted from one that was sent back to be corrected: only the former counts."""
    return response.status_code == 303


SIGN_IN = "10 per 5 minutes"
MAILED = "5 per hour"
ASK = "5 per hour"
ANSWER = "30 per hour"
SEARCH = "60 per minute"
POSTCARD = "120 per minute"
INTEREST = "10 per hour"
