"""The landing page and its assets."""
