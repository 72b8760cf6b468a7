"""Names of files that are plainly safe take a shorter way, which leads to the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from speechtotext._transfers.file_names import collision_key, safe_name

ascii_names = st.text(st.characters(max_codepoint=126), min_size=1, max_size=40)
likely_names = st.text("aZ09._- ", min_size=1, max_size=40) | st.sampled_from(["con", "NUL.txt", "a" * 300])


@given(ascii_names | likely_names)
def test_a_name_collides_with_what_it_is_without_invisible_characters(name: str) -> None:
    # The soft hyphen cannot be seen, and no name with one is plain.
    assert collision_key(name) == collision_key(f"{name}\u00ad")


@given(likely_names)
def test_a_safe_name_is_the_same_with_a_space_that_is_cut_off(name: str) -> None:
    # No name that ends with a space is plain.
    assert safe_name(name) == safe_name(f"{name} ")
