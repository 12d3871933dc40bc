"""The first start of a real site: one link, five short steps, and never again."""
