"""Questions of movers and the answers they get."""
