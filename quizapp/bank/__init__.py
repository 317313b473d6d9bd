"""Question files and the bank in the database: proof, synchronisation, editing."""
