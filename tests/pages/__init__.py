"""Every kind of page, as every role: accessible, valid, and fitting a small screen."""
