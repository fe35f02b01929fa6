"""The screens of the administration."""
