#!/usr/bin/env python
"""Django's own door, for people who develop here; operators use the `loket` command."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
