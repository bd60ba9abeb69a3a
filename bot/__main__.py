"""`python -m bot` is `kompis`."""

from bot.cli import main

if __name__ == "__main__":
    main()
