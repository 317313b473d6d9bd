"""The terminal door: mathematics as Unicode text, prompts for every question type, the drill."""
