"""Validate case studies of shared school practice and compile them into a site."""

import os

# No plugin of another package decides what is valid; to look for one takes time at every start.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
