"""What is remembered: tables, queries, migrations, import and export."""
