"""Programs that measure the service and write what they found."""
