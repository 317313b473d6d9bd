"""Pictures drawn on the server as SVG: networks, charts and plots."""
