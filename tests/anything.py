"""Texts of any characters, for laws over whatever somebody may type."""

from hypothesis import strategies as st

# All that UTF-8 can hold: asked for by that name, Hypothesis takes two seconds to find them out.
anything = st.characters(exclude_categories=["Cs"])
