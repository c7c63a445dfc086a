"""The training room: makes the weights that the service reads; the service never imports it."""
