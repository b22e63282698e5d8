"""Where papers come from: sources fetched politely, read without surprises, and brought into the pool."""
