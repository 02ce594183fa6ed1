"""Make the ground that all cases stand on."""

import os
import sys
from pathlib import Path

import app

_, provider = app.start()
import ground  # noqa: E402

ground.build(provider, Path(sys.argv[1]))
os._exit(0)
