"""What travels over HTTP: request and response bodies, translated to and from the domain here alone."""
