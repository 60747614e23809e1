"""`python -m graph.cli` is `actorgraph`."""

from graph.cli import main

if __name__ == "__main__":
    main()
