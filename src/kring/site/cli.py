"""The `kring` command."""


def main() -> int:
    return 0
