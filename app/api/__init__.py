"""The HTTP interface: routes, what travels over them, and the problems they answer."""
