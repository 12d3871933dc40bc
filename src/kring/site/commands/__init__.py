"""The words of the `kring` command, one module each, loaded when their word is said."""
