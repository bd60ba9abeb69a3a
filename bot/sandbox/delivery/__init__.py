"""How what users do reaches the bot: over its sockets, or signed over HTTP."""
