"""`kompis demo --teams`: the made-up county in Microsoft's own local client for bots.

The client is the npm package @microsoft/m365agentsplayground, fetched by its name with
`make demo-teams`; nothing of it is part of Kompis.
"""
