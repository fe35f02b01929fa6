"""Being put in touch: a mover asks to be accompanied, and decides what is shared, and with whom."""
