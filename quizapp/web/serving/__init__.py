"""Between the network and the pages: the gate, headers, compression, errors."""
