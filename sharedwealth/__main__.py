"""`python -m sharedwealth`: the command line."""

from sharedwealth.cli import run

if __name__ == "__main__":
    run()
