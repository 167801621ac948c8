"""`python -m pipeline` is the installed script `reconcile`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
