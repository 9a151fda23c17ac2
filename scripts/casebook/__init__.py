"""Validate case studies of shared school practice and compile them into a site."""
