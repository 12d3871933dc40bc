"""Everything that changes who may come in: invitations, codes, devices, accounts, leaving."""
