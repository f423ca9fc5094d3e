"""A million believable applications over thirty dinas: `python -m bench.million [--rows N]`, kept under build/."""
