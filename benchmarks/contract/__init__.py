"""Tries a running service with requests generated from openapi.yaml."""
