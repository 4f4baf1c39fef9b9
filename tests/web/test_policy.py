"""The content security policy, by its scripts."""

from studylib.web import policy


def test_another_letter_in_a_script_makes_another_policy() -> None:
    assert policy.write_policy(["a"]) != policy.write_policy(["b"])
    assert len(list(policy.list_inline_scripts())) == 4
