"""One program, many readings: floats, symbols, intervals, fifty digits, and formulas on paper."""
