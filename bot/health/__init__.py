"""How the bot is, for whoever watches over it: alive, ready, and measured."""
