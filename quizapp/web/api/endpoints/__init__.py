"""The endpoints of the API, found by folder: each module declares those of one subject."""
